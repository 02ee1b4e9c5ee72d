package io.soundforge.alchemy.dsp.synthesis;

/**
 * One note of the score.
 *
 * @param beat when it starts, in beats from the start of the song
 * @param beats how long it lasts
 * @param pitch MIDI note number, 69 is A4
 */
record Note(double beat, double beats, int pitch) {
    /** Frequency in Hz, equal temperament on A4 = 440 Hz. */
    double frequency() {
        return 440 * Math.pow(2, (pitch - 69) / 12.0);
    }

    int startFrame() {
        return (int) Math.round(beat * DemoSong.FRAMES_PER_BEAT);
    }

    int frames() {
        return (int) Math.round(beats * DemoSong.FRAMES_PER_BEAT);
    }
}
