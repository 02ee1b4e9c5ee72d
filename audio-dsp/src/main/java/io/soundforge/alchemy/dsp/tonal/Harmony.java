package io.soundforge.alchemy.dsp.tonal;

/** Sums over frames, folded into the track's own tuning. */
final class Harmony {
    private final PitchClassFrames frames;
    private final FrameWeights weights;
    private final double tuning;

    Harmony(PitchClassFrames frames) {
        this.frames = frames;
        this.weights = new FrameWeights(frames);
        this.tuning = frames.tuning().cents();
    }

    int frames() {
        return frames.frames();
    }

    FrameWeights weights() {
        return weights;
    }

    /** Pitch classes of a view over some frames, weighted by what each frame tells; the strongest is 1. */
    double[] weighted(int view, int from, int to) {
        double[] bins = new double[PitchClassFrames.BINS];
        for (int k = from; k < to; k++) {
            double weight = weights.of(k);
            if (weight > 0) {
                frames.add(k, view, weight, bins);
            }
        }
        double[] chroma = Chroma.fold(bins, tuning);
        double most = 0;
        for (double strength : chroma) {
            most = Math.max(most, strength);
        }
        return Chroma.scaled(chroma, most);
    }

    /** Pitch classes of a view over some frames, all alike; they sum to 1 or are all 0. */
    double[] mean(int view, int from, int to) {
        double[] bins = new double[PitchClassFrames.BINS];
        for (int k = Math.max(0, from); k < Math.min(frames.frames(), to); k++) {
            frames.add(k, view, 1, bins);
        }
        return Chroma.unit(Chroma.fold(bins, tuning));
    }

    /** Pitch classes of a view over some frames, by what each frame tells of chords; they sum to 1 or are all 0. */
    double[] chordal(int view, int from, int to) {
        double[] bins = new double[PitchClassFrames.BINS];
        for (int k = Math.max(0, from); k < Math.min(frames.frames(), to); k++) {
            frames.add(k, view, weights.ofChord(k), bins);
        }
        return Chroma.unit(Chroma.fold(bins, tuning));
    }

    /** Pitch classes of a view around a frame, by a Gaussian and by what each frame tells of chords; they sum to 1 or are all 0. */
    double[] around(int view, int frame, double[] window) {
        double[] bins = new double[PitchClassFrames.BINS];
        int reach = window.length / 2;
        for (int k = Math.max(0, frame - reach); k <= Math.min(frames.frames() - 1, frame + reach); k++) {
            frames.add(k, view, window[k - frame + reach] * weights.ofChord(k), bins);
        }
        return Chroma.unit(Chroma.fold(bins, tuning));
    }
}
