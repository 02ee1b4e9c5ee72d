package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.demucs.SegmentFraming;

/** How long the segments of a graph are, where it says so and where it does not. */
final class SegmentLength {
    /** 7.8 s at 44.1 kHz, on which HT Demucs was trained (htdemucs.py); taken where a graph leaves the length open. */
    static final int TRAINED = 343_980;

    private static final int TRAINED_FRAMES = new SegmentFraming(TRAINED).frames();

    /** A minute: no published graph sees more than 44 s, and a wrong number must not claim the memory. */
    private static final int LONGEST = 60 * 44_100;

    private SegmentLength() {}

    /** Whether we take a graph of segments of this many samples. */
    static boolean isSensible(long samples) {
        return samples >= 2 && samples <= LONGEST;
    }

    /** The first length that is stated, or the one of the training. */
    static long firstOf(long... stated) {
        for (long length : stated) {
            if (length != Port.FREE) {
                return length;
            }
        }
        return TRAINED;
    }

    /**
     * The samples behind a number of spectrogram frames, in the proportion of the training, which the published shorter
     * exports keep (168 frames are 171 990 samples).
     */
    static long ofFrames(long frames) {
        boolean open = frames == Port.FREE || frames > LONGEST;
        return open ? frames : frames * TRAINED / TRAINED_FRAMES;
    }
}
