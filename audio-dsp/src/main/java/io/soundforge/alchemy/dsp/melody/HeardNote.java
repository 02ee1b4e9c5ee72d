package io.soundforge.alchemy.dsp.melody;

/**
 * A note of one voice.
 *
 * @param pitch MIDI number
 * @param start seconds
 * @param end seconds
 * @param level dB, of its summed harmonics
 */
record HeardNote(int pitch, double start, double end, double level) {
    double seconds() {
        return end - start;
    }

    /** Seconds during which both sound. */
    double overlap(HeardNote other) {
        return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
    }
}
