package io.soundforge.alchemy.dsp.rhythm;

/**
 * Strength of the attack in every step of {@link AttackEnvelope}: the mean rise of both levels in dB, where levels more than
 * {@value #RANGE_DB} dB below the track's loud parts count as silence. Step s covers s/400 to (s+1)/400 seconds.
 */
final class Attacks {
    private static final int HUNDREDTHS = 100;
    private static final int COLUMNS = 2;
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
