package io.soundforge.alchemy.bench.tonal;

import java.util.Random;

/**
 * A sound made of partials.
 *
 * @param slope partial k has the amplitude k^-slope
 * @param even how much of the even partials there is, 0 to 1
 * @param decaySeconds of the fundamental; 0 holds the note
 * @param stretch inharmonicity: partial k lies at k·sqrt(1 + stretch·k²)
 * @param attackSeconds until full level
 * @param vibratoCents depth at 5.5 Hz
 * @param detuneCents distance of two copies; 0 is one copy
 */
record Instrument(
        String name,
        double slope,
        double even,
        double decaySeconds,
        double stretch,
        double attackSeconds,
        double vibratoCents,
        double detuneCents) {
    static final Instrument PIANO = new Instrument("piano", 1.4, 1, 1.6, 4e-4, .004, 0, 0);
    static final Instrument GUITAR = new Instrument("guitar", 1.1, .8, .9, 8e-5, .004, 0, 0);
    static final Instrument ORGAN = new Instrument("organ", .9, .9, 0, 0, .03, 0, 4);
    static final Instrument STRINGS = new Instrument("strings", 1.0, 1, 0, 0, .09, 14, 7);
    static final Instrument CHOIR = new Instrument("choir", 1.6, .9, 0, 0, .1, 22, 8);
    static final Instrument SAW = new Instrument("saw", 1, 1, 0, 0, .008, 0, 12);
    static final Instrument PLUCK = new Instrument("pluck", 1, 1, .25, 0, .003, 0, 6);
    static final Instrument FLUTE = new Instrument("flute", 2.2, .8, 0, 0, .05, 12, 0);
    static final Instrument REED = new Instrument("reed", .8, .25, 0, 0, .03, 8, 0);
    static final Instrument EPIANO = new Instrument("epiano", 2.0, .5, 1.4, 0, .004, 0, 2);
    static final Instrument BRASS = new Instrument("brass", .7, 1, 0, 0, .04, 6, 0);
    static final Instrument SUB = new Instrument("sub", 2.6, .6, 0, 0, .01, 0, 0);
    static final Instrument BASS = new Instrument("bass", 1.5, 1, .8, 5e-5, .005, 0, 0);

    private static final int MOST = 14;
    private static final double HIGHEST = 9000;

    /** Adds a note to a tape. */
    void play(float[] tape, int rate, double at, double seconds, double hertz, double gain, Random random) {
        int copies = detuneCents > 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            double cents = copies == 1 ? 0 : (copy - .5) * detuneCents;
            single(tape, rate, at, seconds, hertz * Math.pow(2, cents / 1200), gain / copies, random);
        }
    }

    private void single(float[] tape, int rate, double at, double seconds, double hertz, double gain, Random random) {
        double tail = decaySeconds > 0 ? .12 : .06;
        int from = (int) Math.round(at * rate);
        int count = (int) Math.min(tape.length - from, (seconds + tail) * rate);
        double top = Math.min(HIGHEST, .45 * rate);
        for (int k = 1; k <= MOST && k * hertz < top; k++) {
            double amplitude = gain * Math.pow(k, -slope) * (k % 2 == 0 ? even : 1);
            double partial = hertz * k * Math.sqrt(1 + stretch * k * k);
            double fall = decaySeconds > 0 ? Math.exp(-(1 + .25 * (k - 1)) / (decaySeconds * rate)) : 1;
            add(tape, rate, from, count, (int) (seconds * rate), tail, partial, amplitude, fall, random);
        }
    }

    private void add(
            float[] tape,
            int rate,
            int from,
            int count,
            int held,
            double tail,
            double hertz,
            double gain,
            double fall,
            Random random) {
        double phase = 2 * Math.PI * random.nextDouble();
        double wobble = 2 * Math.PI * random.nextDouble();
        double step = 2 * Math.PI * hertz / rate;
        double depth = step * vibratoCents / 1200 * Math.log(2);
        double level = gain;
        double release = Math.exp(-5 / (tail * rate));
        double attack = attackSeconds * rate;
        double re = Math.cos(phase);
        double im = Math.sin(phase);
        double cos = Math.cos(step);
        double sin = Math.sin(step);
        for (int i = 0; i < count; i++) {
            if (depth > 0 && i % 32 == 0) {
                double now = step + depth * Math.sin(2 * Math.PI * 5.5 * i / rate + wobble);
                cos = Math.cos(now);
                sin = Math.sin(now);
            }
            tape[from + i] += (float) (level * Math.min(1, i / attack) * im);
            double next = re * cos - im * sin;
            im = re * sin + im * cos;
            re = next;
            level *= i < held ? fall : release;
        }
    }
}
