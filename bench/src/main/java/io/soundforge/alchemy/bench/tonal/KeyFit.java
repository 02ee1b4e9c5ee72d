package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.tonal.KeyClue;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Fits the weights of {@link KeyClue} on whole pieces and on excerpts of them, and prints them to be written there. */
final class KeyFit {
    private static final int KEYS = 24;
    private static final double PENALTY = 1;
    /** Three excerpts are cut out of each piece; together they count as much as the piece. */
    private static final int EXCERPTS = 3;

    private final PieceSet set;
    private final List<Logit.Example> examples = new ArrayList<>();

    KeyFit(PieceSet set) {
        this.set = set;
    }

    /** Listens to so many pieces, each whole, cut twice and faded once. */
    void print(int pieces) {
        for (int i = 0; i < pieces; i++) {
            Piece piece = set.piece(i);
            Random random = set.cuts(i);
            add(piece, EXCERPTS);
            add(Excerpt.cut(piece, random), 1);
            add(Excerpt.cut(piece, random), 1);
            add(Excerpt.faded(piece, random), 1);
        }
        double[] none = new double[KeyClue.values().length];
        double[] weights = new Logit(examples, none, PENALTY).fit();
        int place = 0;
        for (KeyClue clue : KeyClue.values()) {
            System.out.printf(Locale.ROOT, "%-16s %6.2f%n", clue, weights[place++]);
        }
        System.out.printf(
                Locale.ROOT,
                "%d examples, mean log probability of the truth %.3f%n",
                examples.size(),
                Logit.likelihood(examples, weights));
    }

    private void add(Piece piece, int times) {
        TonalAnalyzer analyzer = KeyBench.listen(piece);
        if (analyzer.finish().key() == null) {
            return;
        }
        Map<KeyClue, double[]> found = analyzer.clues();
        double[][] clues = Arrays.stream(KeyClue.values())
                .map(clue -> found.getOrDefault(clue, new double[KEYS]))
                .toArray(double[][]::new);
        int truth = piece.key().pitchClass() + (piece.key().minor() ? KEYS / 2 : 0);
        examples.addAll(Collections.nCopies(times, new Logit.Example(clues, truth)));
    }
}
