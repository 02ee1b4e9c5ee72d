package io.soundforge.alchemy.dsp.tonal;

/**
 * A stretch with one chord.
 *
 * @param from first unit
 * @param to unit after the last
 * @param chord 0 to 11 major from C on, 12 to 23 minor, or {@link ChordPath#NONE}
 */
record ChordRun(int from, int to, int chord) {
    int length() {
        return to - from;
    }

    int root() {
        return chord % KeyProfiles.CLASSES;
    }

    boolean minor() {
        return chord >= KeyProfiles.CLASSES;
    }
}
