package io.soundforge.alchemy.dsp.rhythm;

import java.util.Arrays;

/** Moves beats from frames of 10 ms to the attacks themselves, and, where the tempo is constant, onto one exact grid. */
final class BeatPlacement {
    private static final double WIDE_SECONDS = 0.035;
    private static final double NARROW_SECONDS = 0.015;
    private final double[] times;
    private final double bpm;
    private final boolean steady;
    private final double struck;

    private BeatPlacement(double[] times, double bpm, boolean steady, double struck) {
        this.times = times;
        this.bpm = bpm;
        this.steady = steady;
        this.struck = struck;
    }

    /** Seconds, ascending. */
    double[] times() {
        return times;
    }

    double bpm() {
        return bpm;
    }

    /** Whether one grid describes the whole track. */
    boolean steady() {
        return steady;
    }

    /** Share of the beats on which something was struck, 0 to 1. */
    double struck() {
        return struck;
    }

    /**
     * Places beats.
     *
     * @param frames frames of the beats, at least four
     * @param flux onset strength of notes per frame
     * @param attacks of the track
     * @param from first audible second
     * @param to last audible second
     */
    static BeatPlacement of(double[] frames, float[] flux, Attacks attacks, double from, double to) {
        double[] rough = new double[frames.length];
        for (int i = 0; i < rough.length; i++) {
            rough[i] = frames[i] / BandSpectrogram.FRAMES_PER_SECOND;
        }
        SnappedBeats snapped = SnappedBeats.of(rough, attacks, WIDE_SECONDS);
        if (Curves.median(snapped.weights()) < SnappedBeats.STRUCK) {
            double swell = Swell.offset(flux, frames) / BandSpectrogram.FRAMES_PER_SECOND;
            return swelling(snapped.unstruckFrom(rough, swell), snapped, from, to);
        }
        SteadyGrid first = SteadyGrid.fit(snapped.times(), snapped.weights(), 0.010);
        if (!first.isSteady()) {
            return following(snapped, from, to);
        }
        SnappedBeats closer = SnappedBeats.of(onGrid(first, from, to), attacks, NARROW_SECONDS);
        if (closer.times().length < 2) {
            return following(snapped, from, to);
        }
        SteadyGrid exact = SteadyGrid.fit(closer.times(), closer.weights(), 0.004);
        double[] times = onGrid(exact, from, to);
        return new BeatPlacement(times, exact.bpm(), true, mean(closer.weights()));
    }

    /** Beats without attacks are where their notes begin; nothing tells more exactly than that. */
    private static BeatPlacement swelling(SnappedBeats moved, SnappedBeats snapped, double from, double to) {
        SteadyGrid grid = SteadyGrid.fit(moved.times(), moved.weights(), 0.010);
        if (!grid.isSteady()) {
            return following(moved, from, to);
        }
        return new BeatPlacement(onGrid(grid, from, to), grid.bpm(), true, mean(snapped.weights()));
    }

    private static BeatPlacement following(SnappedBeats snapped, double from, double to) {
        double[] audible = Arrays.stream(snapped.times())
                .filter(t -> t >= from - WIDE_SECONDS && t <= to)
                .toArray();
        double[] intervals = new double[Math.max(0, audible.length - 1)];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = audible[i + 1] - audible[i];
        }
        double middle = Curves.median(intervals);
        double[] usual = Arrays.stream(intervals)
                .filter(interval -> Math.abs(interval / middle - 1) < 0.25)
                .toArray();
        double mean = Arrays.stream(usual).average().orElse(middle);
        return new BeatPlacement(audible, mean > 0 ? 60 / mean : 0, false, mean(snapped.weights()));
    }

    /** The grid's beats inside the audible part. */
    private static double[] onGrid(SteadyGrid grid, double from, double to) {
        long first = (long) Math.ceil((from - WIDE_SECONDS - grid.origin()) / grid.period());
        long last = (long) Math.floor((to - grid.origin()) / grid.period());
        double[] times = new double[(int) Math.max(0, last - first + 1)];
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.max(0, grid.origin() + (first + i) * grid.period());
        }
        return times;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
