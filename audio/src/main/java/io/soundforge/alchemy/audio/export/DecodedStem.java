package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import io.soundforge.alchemy.dsp.pcm.F32File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A stem in the rate that was asked for, on the scratch disk.
 *
 * @param name of its file in the zip
 */
record DecodedStem(String name, Path samples, long frames, int sampleRate) {
    double duration() {
        return (double) frames / sampleRate;
    }

    Levels levels() throws IOException {
        return levels(List.of(this));
    }

    /** Levels of stems that are played together. */
    static Levels levels(List<DecodedStem> stems) throws IOException {
        List<F32File> open = new ArrayList<>();
        try {
            for (DecodedStem stem : stems) {
                open.add(new F32File(stem.samples, stem.sampleRate, CanonicalAudio.CHANNELS));
            }
            return LevelMeter.measure(open);
        } finally {
            for (F32File file : open) {
                file.close();
            }
        }
    }
}
