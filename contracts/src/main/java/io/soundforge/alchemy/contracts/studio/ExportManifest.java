package io.soundforge.alchemy.contracts.studio;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in an exported zip, as its {@code export.json} tells.
 *
 * @param sampleRate Hz
 * @param bitDepth null for mp3
 * @param normalized whether the level was brought to the target
 * @param keepBalance whether that was one gain for all files
 * @param sum levels of all files played together; null unless {@code keepBalance}
 */
public record ExportManifest(
        AudioFormat format,
        int sampleRate,
        @Nullable BitDepth bitDepth,
        boolean normalized,
        boolean keepBalance,
        List<File> files,
        @Nullable Levels sum) {
    public ExportManifest {
        files = List.copyOf(files);
    }

    /**
     * One file of the zip.
     *
     * @param name its name there, such as {@code vocals.wav}
     * @param duration seconds
     * @param gainDb what every sample was multiplied by; 0 for untouched
     * @param levels after that gain and before the encoder
     */
    public record File(String name, double duration, double gainDb, Levels levels) {}

    /**
     * How loud something is.
     *
     * @param integratedLufs null when nothing is louder than the absolute gate of -70 LUFS
     * @param truePeakDbtp null for digital silence
     */
    public record Levels(
            @Nullable Double integratedLufs, @Nullable Double truePeakDbtp) {}
}
