package io.soundforge.alchemy.dsp.rhythm;

/**
 * Strength of the attack in every step of {@link AttackEnvelope}: the mean rise of both levels in dB, where levels more than
 * {@value #RANGE_DB} dB below the track's loud parts count as silence. Step s covers s/400 to (s+1)/400 seconds.
 */
final class Attacks {
    private static final int HUNDREDTHS = 100;
    private static final int COLUMNS = 2;
    private static final int TREBLE = 1;
    private static final int AT_ONCE = 4;
    private static final int LONG_BEFORE = 8;
    private static final double MIDDLE = 0.5;
    private static final double FASTEST_FADING = 0.05;
    private static final double SLOWEST_FADING = 0.999;
    /** An attack is the rise from the mean of so many steps before to the step itself. */
    private static final int BEFORE = 3;

    private static final double RANGE_DB = 45;
    private static final double LOUD = 0.98;
    private static final int LEVELS = 1 << 16;

    private final LevelRows levels;
    private final double[] floors = new double[COLUMNS];

    Attacks(LevelRows levels) {
        this.levels = levels;
        for (int column = 0; column < COLUMNS; column++) {
            floors[column] = loud(column) - RANGE_DB * HUNDREDTHS;
        }
    }

    int steps() {
        return levels.size();
    }

    float at(int step) {
        float attack = 0;
        for (int column = 0; column < COLUMNS; column++) {
            attack += (float) (0.5 * Math.max(0, rise(step, column, floors[column])));
        }
        return attack;
    }

    /**
     * Where in a step its attack begins, 0 to 1. What is struck fades by the same factor from step to step, which the two
     * steps after tell; the less has come by the end of this one, the later it began. One half if nothing rises.
     */
    double within(int step) {
        if (step < 1 || step + 2 >= levels.size()) {
            return MIDDLE;
        }
        double before = energy(step - 1);
        double here = energy(step) - before;
        double next = energy(step + 1) - before;
        if (here <= 0 || next <= 0) {
            return here > 0 ? 0 : MIDDLE;
        }
        double fading = Math.max(FASTEST_FADING, Math.min(SLOWEST_FADING, (energy(step + 2) - before) / next));
        double left = 1 / (1 + here / next * (1 - fading));
        return Math.max(0, Math.min(1, 1 - Math.log(left) / Math.log(fading)));
    }

    /**
     * By how many dB the 10 ms from a step on are louder than the loudest of the 20 ms before it: much if something is
     * struck, little if a note swells, however its single periods rise and fall.
     */
    double jump(int step) {
        return (loudest(step, step + AT_ONCE) - loudest(step - LONG_BEFORE, step)) / (double) HUNDREDTHS;
    }

    private int loudest(int from, int to) {
        int loudest = (int) floors[TREBLE];
        for (int at = Math.max(0, from); at < Math.min(levels.size(), to); at++) {
            loudest = Math.max(loudest, levels.hundredths(at, TREBLE));
        }
        return loudest;
    }

    private double energy(int step) {
        return Math.pow(10, levels.hundredths(step, TREBLE) / (10.0 * HUNDREDTHS));
    }

    /** The level that 98 of 100 steps do not exceed, in hundredths of a decibel. */
    private int loud(int column) {
        int[] counts = new int[LEVELS];
        for (int step = 0; step < levels.size(); step++) {
            counts[levels.hundredths(step, column) - Short.MIN_VALUE]++;
        }
        long rank = Math.round(LOUD * (levels.size() - 1));
        int level = 0;
        for (long below = counts[0]; below <= rank && level < LEVELS - 1; below += counts[level]) {
            level++;
        }
        return levels.size() == 0 ? 0 : level + Short.MIN_VALUE;
    }

    private double rise(int step, int column, double floor) {
        double before = 0;
        for (int back = 1; back <= BEFORE; back++) {
            before += step - back < 0 ? floor : Math.max(floor, levels.hundredths(step - back, column));
        }
        return (Math.max(floor, levels.hundredths(step, column)) - before / BEFORE) / HUNDREDTHS;
    }
}
