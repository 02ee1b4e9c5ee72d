package io.soundforge.alchemy.dsp.tonal;

/** How much a frame tells of harmony: the more tonal and the louder, the more; nothing far below the loudest. */
final class FrameWeights {
    private static final double RANGE_DB = 45;

    private final PitchClassFrames frames;
    private final double loudest;

    FrameWeights(PitchClassFrames frames) {
        this.frames = frames;
        this.loudest = frames.loudest();
    }

    boolean audible(int frame) {
        return loudest - frames.level(frame) <= RANGE_DB;
    }

    /** 0 to 1. */
    double of(int frame) {
        double share = frames.tonalShare(frame);
        return audible(frame) ? share * loudness(frame, share) : 0;
    }

    /** 0 to 1; falls less fast with noise than the weight does, and has no floor. */
    double ofChord(int frame) {
        return loudness(frame, frames.tonalShare(frame));
    }

    private double loudness(int frame, double share) {
        return share * Math.pow(10, (frames.level(frame) - loudest) / 40);
    }
}
