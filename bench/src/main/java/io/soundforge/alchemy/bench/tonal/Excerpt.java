package io.soundforge.alchemy.bench.tonal;

import java.util.Arrays;
import java.util.Random;

/** Cuts 12 to 30 s out of pieces, anywhere, as previews and samples are cut. */
final class Excerpt {
    private static final double SHORTEST_SECONDS = 12;
    private static final double SPREAD_SECONDS = 18;
    private static final double FADE_SECONDS = 2;

    private Excerpt() {}

    /** Cut off at both ends. */
    static Piece cut(Piece piece, Random random) {
        int most = Math.min(piece.inKey(), piece.samples().length - Piece.RATE);
        int length = (int) Math.min(.8 * most, (SHORTEST_SECONDS + SPREAD_SECONDS * random.nextDouble()) * Piece.RATE);
        int from = Piece.RATE / 2 + random.nextInt(Math.max(1, most - length - Piece.RATE / 2));
        float[] samples = Arrays.copyOfRange(piece.samples(), from, from + length);
        return new Piece(piece.name(), piece.style(), piece.key(), samples);
    }

    /** The same with fades at its ends, of half a second to two and a half. */
    static Piece faded(Piece piece, Random random) {
        Piece cut = cut(piece, random);
        float[] samples = cut.samples();
        int fade = (int) ((.5 + FADE_SECONDS * random.nextDouble()) * Piece.RATE);
        for (int i = 0; i < fade; i++) {
            samples[i] *= (float) i / fade;
            samples[samples.length - 1 - i] *= (float) i / fade;
        }
        return cut;
    }
}
