package io.soundforge.alchemy.processing;

/**
 * What this node does with the folder of finished segments that all nodes share.
 *
 * @param budget bytes for segments, positive
 * @param assist whether it computes segments of separations that others run, when it has none of its own
 */
public record SharedSegments(long budget, boolean assist) {}
