package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One track to separate.
 *
 * @param canonical a {@code .f32} file as {@link io.soundforge.alchemy.audio.media.PcmDecoder} writes it
 * @param canonicalSha256 its hash, if the caller knows it; null has it computed
 * @param outputs folder that receives {@code <type>.<format>}; created if absent
 * @param shelf where finished segments wait to be used again; shared by any number of separations and processes
 * @param workers threads that compute, each with engines of its own; 1 or more
 * @param live folder that receives {@code <type>.f32} and {@code live.json} while the stems are made, see {@link
 *     LiveFolder}; it stays when the separation is done. Null for none
 * @param canonicalName how processes that help find the canonical audio; null for its absolute path
 */
public record SeparationRequest(
        Path canonical,
        @Nullable String canonicalSha256,
        SeparationOptions options,
        Path outputs,
        SegmentShelf shelf,
        int workers,
        @Nullable Path live,
        @Nullable String canonicalName) {
    /** One worker, nothing to be heard before the end. */
    public SeparationRequest(
            Path canonical,
            @Nullable String canonicalSha256,
            SeparationOptions options,
            Path outputs,
            SegmentShelf shelf) {
        this(canonical, canonicalSha256, options, outputs, shelf, 1, null, null);
    }

    /** The same with so many threads that compute. */
    public SeparationRequest withWorkers(int count) {
        return new SeparationRequest(canonical, canonicalSha256, options, outputs, shelf, count, live, canonicalName);
    }

    /** The same, heard while it is made. */
    public SeparationRequest withLive(Path folder) {
        return new SeparationRequest(
                canonical, canonicalSha256, options, outputs, shelf, workers, folder, canonicalName);
    }

    /** The same for helpers that know the canonical audio by another name than its path. */
    public SeparationRequest withCanonicalName(String name) {
        return new SeparationRequest(canonical, canonicalSha256, options, outputs, shelf, workers, live, name);
    }
}
