package io.soundforge.alchemy.contracts.analysis;

/**
 * A stretch of a track that is in one key.
 *
 * @param start seconds
 * @param end seconds; the start of the next stretch
 * @param tonic as in {@link KeyEstimate}
 * @param mode {@code major} or {@code minor}
 * @param camelot {@code 1A} to {@code 12B}
 * @param openKey {@code 1m} to {@code 12d}
 */
public record KeyStretch(double start, double end, String tonic, String mode, String camelot, String openKey) {}
