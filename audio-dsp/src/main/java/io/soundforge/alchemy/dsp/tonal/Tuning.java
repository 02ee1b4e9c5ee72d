package io.soundforge.alchemy.dsp.tonal;

/** How far a track is tuned from A4 = 440 Hz: the circular mean of its partials' distances from the nearest semitone. */
final class Tuning {
    private double cosines;
    private double sines;

    /** Takes one partial, its pitch in cents above a tempered note. */
    void add(double cents, double weight) {
        double angle = 2 * Math.PI * cents / 100;
        cosines += weight * Math.cos(angle);
        sines += weight * Math.sin(angle);
    }

    /** Cents, -50 to 50; 0 if nothing was heard. */
    double cents() {
        return cosines == 0 && sines == 0 ? 0 : Math.atan2(sines, cosines) / (2 * Math.PI) * 100;
    }
}
