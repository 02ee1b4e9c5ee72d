package io.soundforge.alchemy.dsp.separation.spectral;

/**
 * What melody to look for.
 *
 * @param lowest pitch in Hz
 * @param highest pitch in Hz
 * @param harmonics summed per candidate
 * @param decay weight of a harmonic relative to the one below
 * @param between how much energy half-way between harmonics counts against a candidate; it guards against octaves
 * @param rest salience, relative to the mean peak of the segment, below which a frame has no pitch
 */
record PitchSearch(double lowest, double highest, int harmonics, double decay, double between, double rest) {
    /** Candidates per semitone. */
    static final int STEPS = 4;

    /** The pitches to choose from, in Hz, rising. */
    double[] candidates() {
        double octaves = StrictMath.log(highest / lowest) / StrictMath.log(2);
        double[] candidates = new double[(int) (12 * STEPS * octaves) + 1];
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = lowest * StrictMath.pow(2, i / (12.0 * STEPS));
        }
        return candidates;
    }
}
