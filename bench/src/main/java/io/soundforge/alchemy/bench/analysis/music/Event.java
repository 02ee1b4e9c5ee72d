package io.soundforge.alchemy.bench.analysis.music;

/**
 * One sound of a piece.
 *
 * @param seconds its start
 * @param length seconds; 0 for drums
 * @param instrument name of the instrument or drum
 * @param pitch MIDI note number; 0 for drums
 * @param velocity about 0 to 1
 */
public record Event(double seconds, double length, String instrument, int pitch, double velocity) {}
