package io.soundforge.alchemy.dsp.separation;

import io.soundforge.alchemy.dsp.pcm.PcmSource;
import java.io.IOException;

/** The level at which an engine expects a whole track. */
public enum TrackLevel {
    /** As it is. */
    AS_IS {
        @Override
        public TrackNormalization normalization(PcmSource mix) {
            return TrackNormalization.NONE;
        }
    },
    /** Of zero mean and unit deviation of its mono mix, as the Demucs models do. */
    UNIT_DEVIATION {
        @Override
        public TrackNormalization normalization(PcmSource mix) throws IOException {
            return TrackStatistics.of(mix).normalization();
        }
    },
    /**
     * A track whose largest sample is above 0.9 is brought down to it, as for MDX-Net; a quieter one is left alone
     * ({@code normalize} in spec_utils.py of python-audio-separator).
     */
    PEAK_UP_TO_0_9 {
        @Override
        public TrackNormalization normalization(PcmSource mix) throws IOException {
            double peak = peak(mix);
            return peak > MOST ? new TrackNormalization(0, peak / MOST) : TrackNormalization.NONE;
        }
    };

    private static final double MOST = 0.9;
    private static final int BLOCK_FRAMES = 1 << 15;

    /** Measures the track, if need be, for what is to be done to it and undone on its stems. */
    public abstract TrackNormalization normalization(PcmSource mix) throws IOException;

    private static double peak(PcmSource track) throws IOException {
        float[][] planar = new float[track.channels()][BLOCK_FRAMES];
        double peak = 0;
        for (long start = 0; start < track.frames(); start += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, track.frames() - start);
            track.read(start, planar, 0, count);
            for (float[] channel : planar) {
                for (int i = 0; i < count; i++) {
                    peak = Math.max(peak, Math.abs(channel[i]));
                }
            }
        }
        return peak;
    }
}
