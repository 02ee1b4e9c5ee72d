package io.soundforge.alchemy.dsp.tonal;

/**
 * What may speak for a key, and how much it counts: log odds for each unit of the clue. The weights are a conditional logit,
 * fitted by {@code bench/key --fit} on synthesised pieces, whole ones and ones cut anywhere; they are not from recordings.
 */
public enum KeyClue {
    /** Correlation of the partials with Albrecht's and Shanahan's profiles. */
    SIMPLE_PARTIALS(5.74),
    /** The same for the notes behind the partials. */
    SIMPLE_NOTES(3.76),
    /** Correlation of the notes with Faraldo's gated profiles. */
    GATED_NOTES(2.26),
    /** Correlation of the notes' square roots with the probe tone profiles. */
    PROBE_ROOTS(0.33),
    /** 1 for minor keys. */
    MINOR(1.29),
    /** Share of the changes of chord that are a major chord falling by a fifth to the tonic triad. */
    CADENCE(5.81),
    /** Share of the time with chords that belong to the scale. */
    SCALE_TIME(2.14),
    /** Share of the time with the tonic triad. */
    TONIC_TIME(1.33),
    /** Strength of the tonic triad where the music begins; 0 where it was cut. */
    FIRST_CHORD(3.92),
    /** Strength of the tonic in the bass there. */
    FIRST_BASS(2.09),
    /** Strength of the tonic triad where the music ends; 0 where it was cut. */
    LAST_CHORD(0.35),
    /** Strength of the tonic in the bass there. */
    LAST_BASS(0.44);

    private final double weight;

    KeyClue(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }
}
