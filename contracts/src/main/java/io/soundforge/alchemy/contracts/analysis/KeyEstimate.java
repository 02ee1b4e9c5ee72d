package io.soundforge.alchemy.contracts.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The musical key a track is in, and how sure we are.
 *
 * @param tonic {@code C, C#, D, Eb, E, F, F#, G, Ab, A, Bb, B}
 * @param mode {@code major} or {@code minor}
 * @param camelot {@code 1A} to {@code 12B}
 * @param confidence 0 to 1: about how often such a track is in the named key
 * @param openKey {@code 1m} to {@code 12d}, the same wheel as Camelot's turned by seven hours
 * @param second the next best key; null in analyses of earlier releases
 * @param changes the stretches of the track that are each in one key, by time; one for a track that never changes, empty
 *     in analyses of earlier releases
 */
public record KeyEstimate(
        String tonic,
        String mode,
        String camelot,
        double confidence,
        String openKey,
        @Nullable KeyCandidate second,
        List<KeyStretch> changes) {
    private static final int HOURS = 12;
    private static final int OPEN_KEY_BEHIND = 7;

    public KeyEstimate {
        openKey = openKey == null ? openKey(camelot) : openKey;
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** A key about which no more is known. */
    public KeyEstimate(String tonic, String mode, String camelot, double confidence) {
        this(tonic, mode, camelot, confidence, openKey(camelot), null, List.of());
    }

    /** {@code F# minor}. */
    public String text() {
        return tonic + " " + mode;
    }

    /** Open Key name of a place on Camelot's wheel: {@code 8A} is {@code 1m}. */
    public static String openKey(String camelot) {
        int last = camelot.length() - 1;
        int hour = Math.floorMod(Integer.parseInt(camelot.substring(0, last)) - OPEN_KEY_BEHIND, HOURS);
        return (hour == 0 ? HOURS : hour) + (camelot.charAt(last) == 'A' ? "m" : "d");
    }
}
