package io.soundforge.alchemy.dsp.melody;

/**
 * A note that was heard.
 *
 * @param pitch MIDI number in the track's own tuning
 * @param start seconds
 * @param end seconds, later than the start
 * @param velocity 1 to 127
 */
public record PlayedNote(int pitch, double start, double end, int velocity) {}
