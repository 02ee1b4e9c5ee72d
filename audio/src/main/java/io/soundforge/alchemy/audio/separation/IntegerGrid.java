package io.soundforge.alchemy.audio.separation;

/**
 * The integers of a file format and the float samples that stand for them. Every float on the grid has one integer and
 * is written as that by any encoder: 24 bits fit into the significand of a float.
 *
 * @param bits 16 or 24
 */
record IntegerGrid(int bits) {
    /** What stands for full scale. */
    private double scale() {
        return Math.scalb(1.0, bits - 1);
    }

    int largest() {
        return (1 << (bits - 1)) - 1;
    }

    int smallest() {
        return -(1 << (bits - 1));
    }

    /** Rounds to the nearest integer, to the even one of two, and cuts off at full scale. */
    int integer(float sample) {
        return (int) Math.max(smallest(), Math.min(largest(), Math.rint(sample * scale())));
    }

    float sample(int integer) {
        return (float) (integer / scale());
    }

    /** The nearest sample on the grid. */
    float round(float sample) {
        return sample(integer(sample));
    }
}
