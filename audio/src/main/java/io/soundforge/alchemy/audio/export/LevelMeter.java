package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import io.soundforge.alchemy.dsp.loudness.Loudness;
import io.soundforge.alchemy.dsp.loudness.LoudnessMeter;
import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How loud sources are when they are played together, by BS.1770. */
final class LevelMeter {
    private static final int BLOCK_FRAMES = 16_384;
    private static final int CHANNELS = CanonicalAudio.CHANNELS;

    private final List<? extends PcmSource> sources;
    private final float[][] part = new float[CHANNELS][BLOCK_FRAMES];
    private final float[][] sum = new float[CHANNELS][BLOCK_FRAMES];

    private LevelMeter(List<? extends PcmSource> sources) {
        this.sources = sources;
    }

    /**
     * Measures the sum of the sources.
     *
     * @param sources stereo, of one sample rate; the shorter ones are silent at the end
     */
    static Levels measure(List<? extends PcmSource> sources) throws IOException {
        return new LevelMeter(sources).measure();
    }

    private Levels measure() throws IOException {
        LoudnessMeter meter = new LoudnessMeter(sources.get(0).sampleRate(), CHANNELS);
        long frames = sources.stream().mapToLong(PcmSource::frames).max().orElseThrow();
        for (long start = 0; start < frames; start += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, frames - start);
            addUp(start, count);
            meter.process(sum, count);
        }
        Loudness loudness = meter.finish();
        return new Levels(loudness.integratedLufs(), loudness.truePeakDbtp());
    }

    private void addUp(long start, int count) throws IOException {
        for (float[] channel : sum) {
            Arrays.fill(channel, 0, count, 0);
        }
        for (PcmSource source : sources) {
            int there = (int) Math.max(0, Math.min(count, source.frames() - start));
            if (there > 0) {
                source.read(start, part, 0, there);
                add(there);
            }
        }
    }

    private void add(int count) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < count; i++) {
                sum[channel][i] += part[channel][i];
            }
        }
    }
}
