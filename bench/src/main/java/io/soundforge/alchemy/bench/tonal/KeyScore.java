package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import org.jspecify.annotations.Nullable;

/**
 * How an estimate stands to the truth, with the weights of MIREX: a fifth counts in either direction. {@code mir_eval} counts
 * only the fifth above the truth unless told otherwise.
 */
enum KeyScore {
    SAME(1),
    FIFTH(.5),
    RELATIVE(.3),
    PARALLEL(.2),
    OTHER(0),
    NONE(0);

    private final double weight;

    KeyScore(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }

    static KeyScore of(MusicalKey truth, @Nullable MusicalKey found) {
        if (found == null) {
            return NONE;
        }
        int up = Math.floorMod(found.pitchClass() - truth.pitchClass(), 12);
        if (found.minor() == truth.minor()) {
            return up == 0 ? SAME : up == 7 || up == 5 ? FIFTH : OTHER;
        }
        return up == 0 ? PARALLEL : up == (truth.minor() ? 3 : 9) ? RELATIVE : OTHER;
    }
}
