package io.soundforge.alchemy.contracts.analysis;

/**
 * One sounding note.
 *
 * @param pitch MIDI number, 0 to 127; 69 is A4
 * @param start seconds
 * @param end seconds, later than the start
 * @param velocity 1 to 127
 */
public record NoteEvent(int pitch, double start, double end, int velocity) {}
