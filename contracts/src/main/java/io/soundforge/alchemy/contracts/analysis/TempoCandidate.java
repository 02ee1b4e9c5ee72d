package io.soundforge.alchemy.contracts.analysis;

/**
 * A tempo that may be felt.
 *
 * @param bpm beats per minute, fractional
 * @param salience how likely it is among the tempi weighed, 0 to 1
 */
public record TempoCandidate(double bpm, double salience) {}
