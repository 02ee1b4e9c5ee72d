package io.soundforge.alchemy.dsp.melody;

/**
 * Where a voice is listened for.
 *
 * @param lowest pitch, MIDI number
 * @param highest pitch, MIDI number
 * @param highestPartial Hz
 * @param frameSeconds length of a frame, about; the power of two nearest to it is taken
 * @param dampedBelow Hz; partials below count less (half at this frequency), as the ear has it
 */
record Register(int lowest, int highest, double highestPartial, double frameSeconds, double dampedBelow) {
    /** C3 to C7, what is sung and soloed. */
    static final Register LEAD = new Register(48, 96, 5000, 0.093, 250);

    /** The open string of a five-string bass to E3. */
    static final Register BASS = new Register(23, 52, 800, 0.186, 0);

    double lowestHertz() {
        return Pitch.hertz(lowest - 0.5);
    }

    double highestHertz() {
        return Pitch.hertz(highest + 0.5);
    }

    /** How much a partial counts, 0 to 1. */
    double weight(double hertz) {
        double ratio = dampedBelow / hertz;
        return 1 / (1 + ratio * ratio);
    }
}
