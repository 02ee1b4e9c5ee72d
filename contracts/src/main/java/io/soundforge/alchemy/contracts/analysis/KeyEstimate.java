package io.soundforge.alchemy.contracts.analysis;

/**
 * The musical key a track is in, and how sure we are.
 *
 * @param tonic {@code C, C#, D, Eb, E, F, F#, G, Ab, A, Bb, B}
 * @param mode {@code major} or {@code minor}
 * @param camelot {@code 1A} to {@code 12B}
 * @param confidence 0 to 1
 */
public record KeyEstimate(String tonic, String mode, String camelot, double confidence) {
    /** {@code F# minor}. */
    public String text() {
        return tonic + " " + mode;
    }
}
