package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.separation.Shifts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One track to separate.
 *
 * @param canonical a {@code .f32} file as {@link io.soundforge.alchemy.audio.media.PcmDecoder} writes it
 * @param canonicalSha256 its hash, if the caller knows it; null has it computed
 * @param outputs folder that receives {@code <type>.<format>}; created if absent
 * @param segments folder where finished segments wait for a resume, below a name that stands for audio, engine and
 *     parameters; may be shared and may be deleted when the separation is done
 * @param shifts how often the track is separated for a mean
 */
public record SeparationRequest(
        Path canonical,
        @Nullable String canonicalSha256,
        SeparationOptions options,
        Path outputs,
        Path segments,
        Shifts shifts) {
    /** Once. */
    public SeparationRequest(
            Path canonical, @Nullable String canonicalSha256, SeparationOptions options, Path outputs, Path segments) {
        this(canonical, canonicalSha256, options, outputs, segments, Shifts.NONE);
    }
}
