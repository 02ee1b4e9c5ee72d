package io.soundforge.alchemy.dsp.melody;

/** Pitches as fractional MIDI numbers. */
final class Pitch {
    private static final int A4 = 69;
    private static final double A4_HZ = 440;

    private Pitch() {}

    static double hertz(double midi) {
        return A4_HZ * Math.pow(2, (midi - A4) / 12);
    }

    static double midi(double hertz) {
        return A4 + 12 * Math.log(hertz / A4_HZ) / Math.log(2);
    }
}
