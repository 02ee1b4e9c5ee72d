package io.soundforge.alchemy.dsp.rhythm;

/**
 * Where notes begin that swell instead of being struck. What is found of them first is where their level rises fastest, some
 * 50 ms late. How slowly the flux of notes climbs there tells how far back they began: the climb from a tenth to half of its
 * height, taken {@value #CLIMBS} times, leads from the half back to the begin as a struck note shows it. Measured on tones
 * with attacks of 3 to 100 ms, of which it leaves 15 ms at most.
 */
final class Swell {
    private static final int BEFORE = 16;
    private static final int AFTER = 20;
    private static final int PEAK_BEFORE = 8;
    private static final int PEAK_AFTER = 12;
    private static final double TENTH = 0.1;
    private static final double HALF = 0.5;
    private static final double CLIMBS = 2.5;
    /** Frames by which the half of a struck note's climb, led back likewise, lies before the note: the window's reach. */
    private static final double REACH = 8.7;

    private static final double MOST = 9;

    private Swell() {}

    /** Frames from the given places, on average, to where the notes begin: mostly negative. 0 if nothing stands out. */
    static double offset(float[] flux, double[] places) {
        double[] climb = new double[BEFORE + AFTER + 1];
        for (double place : places) {
            for (int k = 0; k < climb.length; k++) {
                climb[k] += Curves.at(flux, place + k - BEFORE);
            }
        }
        int top = BEFORE - PEAK_BEFORE;
        for (int k = top; k <= BEFORE + PEAK_AFTER; k++) {
            top = climb[k] > climb[top] ? k : top;
        }
        int foot = top;
        while (foot > 0 && climb[foot - 1] < climb[foot]) {
            foot--;
        }
        double height = climb[top] - climb[foot];
        if (height <= 0) {
            return 0;
        }
        double half = crossing(climb, top, climb[foot] + HALF * height);
        double tenth = crossing(climb, top, climb[foot] + TENTH * height);
        double begin = half - CLIMBS * (half - tenth) + REACH - BEFORE;
        return Math.max(-MOST, Math.min(MOST, begin));
    }

    /** The place before {@code top} at which a curve passes a level upwards. */
    private static double crossing(double[] curve, int top, double level) {
        int above = top;
        while (above > 1 && curve[above - 1] > level) {
            above--;
        }
        double step = curve[above] - curve[above - 1];
        return step <= 0 ? above : above - (curve[above] - level) / step;
    }
}
