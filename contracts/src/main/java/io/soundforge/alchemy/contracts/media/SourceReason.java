package io.soundforge.alchemy.contracts.media;

/**
 * One thing that was compared between a wanted recording and a candidate.
 *
 * @param of {@code title}, {@code artists}, {@code duration}, {@code version}, {@code words}, {@code isrc} or {@code audio}
 * @param factor 1 if it speaks fully for the candidate, towards 0 the more it speaks against it
 * @param finding what was found, for people
 */
public record SourceReason(String of, double factor, String finding) {}
