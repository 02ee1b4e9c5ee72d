package io.soundforge.alchemy.contracts.analysis;

/**
 * A key that might be meant.
 *
 * @param tonic as in {@link KeyEstimate}
 * @param mode {@code major} or {@code minor}
 * @param camelot {@code 1A} to {@code 12B}
 * @param openKey {@code 1m} to {@code 12d}
 * @param confidence 0 to 1; that of all 24 keys sums to 1 at most
 */
public record KeyCandidate(String tonic, String mode, String camelot, String openKey, double confidence) {}
