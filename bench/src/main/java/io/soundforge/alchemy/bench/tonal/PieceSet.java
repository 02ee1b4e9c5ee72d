package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.Random;

/**
 * Pieces by number, the same ones every time: chorales, folk tunes and songs over loops, in all keys.
 *
 * @param held whether they are the ones kept aside for judging: other progressions, other chances
 */
record PieceSet(boolean held) {
    Piece piece(int number) {
        Random random = random(number);
        random.nextInt();
        MusicalKey key = new MusicalKey(number * 7 % 12, (number / 12) % 2 == 1);
        return switch (number % 4) {
            case 0 -> Chorale.compose(number, key, random);
            case 1 -> FolkTune.compose(number, key, random);
            default -> LoopSong.compose(number / 4 * 2 + number % 2, held, key, random);
        };
    }

    /** Chances for cutting excerpts out of a piece. */
    Random cuts(int number) {
        return new Random(500 + number + (held ? 100_000 : 0));
    }

    private Random random(int number) {
        return new Random(1000L * number + (held ? 77 : 3));
    }
}
