package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.tonal.KeyFinding;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/key}: finds the keys of synthesised music of many kinds in all keys, and counts. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "How often the key of synthesised music is found.")
public final class KeyBench implements Callable<Integer> {
    @Option(names = "--held-out", description = "The pieces kept aside for judging: other progressions, other chances.")
    private boolean held;

    @Option(names = "--pieces", defaultValue = "192", description = "How many (default ${DEFAULT-VALUE}).")
    private int pieces;

    @Option(names = "--misses", description = "Prints every piece whose key was not found.")
    private boolean misses;

    @Option(names = "--fit", description = "Fits the weights on the pieces, whole and cut, instead of counting.")
    private boolean fit;

    private final Map<String, Map<KeyScore, Integer>> tallies = new TreeMap<>();
    private int steady;
    private int parted;
    private final KeyCertainty certainty = new KeyCertainty();
    private final KeyCertainty certaintyOfExcerpts = new KeyCertainty();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KeyBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        PieceSet set = new PieceSet(held);
        if (fit) {
            new KeyFit(set).print(pieces);
            return 0;
        }
        for (int i = 0; i < pieces; i++) {
            Piece piece = set.piece(i);
            Random random = set.cuts(i);
            KeyScore score = score(i, "whole", piece, certainty);
            count(piece.style(), score);
            count("whole", score);
            count("excerpt", score(i, "excerpt", Excerpt.cut(piece, random), certaintyOfExcerpts));
            count("excerpt faded", score(i, "faded", Excerpt.faded(piece, random), certaintyOfExcerpts));
        }
        tallies.forEach(KeyBench::print);
        certainty.print("whole pieces");
        certaintyOfExcerpts.print("excerpts");
        System.out.printf("key changes where there are none: %d of %d%n", parted, steady);
        return 0;
    }

    private KeyScore score(int number, String kind, Piece piece, KeyCertainty by) {
        KeyFinding found = listen(piece).finish();
        KeyScore score = KeyScore.of(piece.key(), found.key());
        by.add(found.confidence(), score == KeyScore.SAME);
        if (piece.inKey() == piece.samples().length) {
            steady++;
            parted += found.stretches().size() > 1 ? 1 : 0;
        }
        if (misses && score != KeyScore.SAME) {
            System.out.printf(
                    "%4d %-8s %-14s %-40s %-9s read as %s%n",
                    number, kind, piece.style(), piece.name(), piece.key(), found.key());
        }
        return score;
    }

    static TonalAnalyzer listen(Piece piece) {
        TonalAnalyzer analyzer = new TonalAnalyzer(Piece.RATE / 2.0);
        Decimator decimator = new Decimator(2, analyzer);
        decimator.accept(piece.samples(), piece.samples().length);
        decimator.finish();
        return analyzer;
    }

    private void count(String style, KeyScore score) {
        tallies.computeIfAbsent(style, name -> new EnumMap<>(KeyScore.class)).merge(score, 1, Integer::sum);
    }

    private static void print(String style, Map<KeyScore, Integer> tally) {
        int all = 0;
        double weighted = 0;
        StringBuilder counts = new StringBuilder();
        for (KeyScore score : KeyScore.values()) {
            int n = tally.getOrDefault(score, 0);
            all += n;
            weighted += n * score.weight();
            counts.append(String.format(Locale.ROOT, " %s %d", score.name().toLowerCase(Locale.ROOT), n));
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %4d  weighted %.3f  exact %.3f %s%n",
                style,
                all,
                weighted / all,
                (double) tally.getOrDefault(KeyScore.SAME, 0) / all,
                counts);
    }
}
