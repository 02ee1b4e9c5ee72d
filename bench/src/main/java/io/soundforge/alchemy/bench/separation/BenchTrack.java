package io.soundforge.alchemy.bench.separation;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.dsp.pcm.F32Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Canonical audio to separate: noise whose level swings, the same each time. */
final class BenchTrack {
    private static final int BLOCK = CanonicalAudio.SAMPLE_RATE;

    private BenchTrack() {}

    static Path write(Path file, double minutes) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[][] block = new float[CanonicalAudio.CHANNELS][BLOCK];
        int seconds = (int) Math.round(minutes * 60);
        try (F32Writer writer = new F32Writer(file, CanonicalAudio.CHANNELS)) {
            for (int second = 0; second < seconds; second++) {
                double level = 0.3 + 0.2 * Math.sin(second);
                for (float[] channel : block) {
                    for (int i = 0; i < BLOCK; i++) {
                        channel[i] = (float) (level * (2 * random.nextDouble() - 1));
                    }
                }
                writer.write(block, 0, BLOCK);
            }
        }
        return file;
    }
}
