package io.soundforge.alchemy.dsp.melody;

/**
 * Frames of one voice that are one note.
 *
 * @param from first frame
 * @param to first frame behind it
 * @param pitch MIDI number
 * @param struckAgain whether it follows a note of the same pitch without a rest
 */
record NoteRun(int from, int to, int pitch, boolean struckAgain) {
    int frames() {
        return to - from;
    }
}
