package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.List;

/**
 * Music with the truth about it.
 *
 * @param style what kind of music
 * @param samples mono
 * @param inKey how many samples are in the key of the whole; a last part may be higher
 * @param form its chords and parts, where they are told
 */
record Piece(String name, String style, MusicalKey key, float[] samples, int inKey, Form form) {
    static final int RATE = 22_050;

    /**
     * Chords and parts, in seconds.
     *
     * @param chords each until the next; the last until the end
     * @param parts where they begin
     */
    record Form(List<Sounding> chords, List<Double> parts) {
        static final Form UNTOLD = new Form(List.of(), List.of());

        Form {
            chords = List.copyOf(chords);
            parts = List.copyOf(parts);
        }
    }

    /** A chord from a moment on, as a triad's name. */
    record Sounding(double from, String triad) {}

    /** A piece in one key from its beginning to its end. */
    Piece(String name, String style, MusicalKey key, float[] samples) {
        this(name, style, key, samples, samples.length, Form.UNTOLD);
    }
}
