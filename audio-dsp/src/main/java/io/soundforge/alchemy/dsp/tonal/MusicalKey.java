package io.soundforge.alchemy.dsp.tonal;

import java.util.List;

/**
 * One of the 24 keys.
 *
 * @param pitchClass 0 (C) to 11 (B)
 * @param minor otherwise major
 */
public record MusicalKey(int pitchClass, boolean minor) {
    private static final List<String> TONICS = List.of("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

    public MusicalKey {
        if (pitchClass < 0 || pitchClass > 11) {
            throw new IllegalArgumentException("expected a pitch class from 0 to 11; got " + pitchClass);
        }
    }

    /** The key at a place of a row from C major to B major and on from C minor to B minor. */
    static MusicalKey of(int index) {
        return new MusicalKey(index % KeyProfiles.CLASSES, index >= KeyProfiles.CLASSES);
    }

    /** {@code C, C#, D, Eb, E, F, F#, G, Ab, A, Bb} or {@code B}. */
    public String tonic() {
        return TONICS.get(pitchClass);
    }

    /** {@code major} or {@code minor}. */
    public String mode() {
        return minor ? "minor" : "major";
    }

    /** Place on the Camelot wheel of fifths, {@code 1A} (minor) to {@code 12B} (major); relative keys share the number. */
    public String camelot() {
        int relativeMajor = minor ? pitchClass + 3 : pitchClass;
        int number = Math.floorMod(7 * relativeMajor + 7, 12) + 1;
        return number + (minor ? "A" : "B");
    }

    /** Open Key name, {@code 1m} (minor) to {@code 12d} (major): the same wheel, turned by seven hours. */
    public String openKey() {
        int relativeMajor = minor ? pitchClass + 3 : pitchClass;
        return Math.floorMod(7 * relativeMajor, 12) + 1 + (minor ? "m" : "d");
    }

    @Override
    public String toString() {
        return tonic() + " " + mode();
    }
}
