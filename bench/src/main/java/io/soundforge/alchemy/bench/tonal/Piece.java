package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;

/**
 * Music with the truth about it.
 *
 * @param style what kind of music
 * @param samples mono
 */
record Piece(String name, String style, MusicalKey key, float[] samples) {
    static final int RATE = 22_050;
}
