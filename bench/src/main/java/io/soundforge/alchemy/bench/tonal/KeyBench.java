package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.features.Decimator;
import io.soundforge.alchemy.dsp.tonal.KeyFinding;
import io.soundforge.alchemy.dsp.tonal.MusicalKey;
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

    private final Map<String, Map<KeyScore, Integer>> tallies = new TreeMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KeyBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        for (int i = 0; i < pieces; i++) {
            Piece piece = piece(i);
            KeyFinding found = find(piece);
            KeyScore score = KeyScore.of(piece.key(), found.key());
            count(piece.style(), score);
            count("all", score);
            if (misses && score != KeyScore.SAME) {
                System.out.printf(
                        "%4d %-14s %-40s %-9s read as %s%n", i, piece.style(), piece.name(), piece.key(), found.key());
            }
        }
        tallies.forEach(KeyBench::print);
        return 0;
    }

    private Piece piece(int i) {
        Random random = new Random(1000L * i + (held ? 77 : 3));
        random.nextInt();
        MusicalKey key = new MusicalKey(i * 7 % 12, (i / 12) % 2 == 1);
        return switch (i % 4) {
            case 0 -> Chorale.compose(i, key, random);
            case 1 -> FolkTune.compose(i, key, random);
            default -> LoopSong.compose(i / 4 * 2 + i % 2, held, key, random);
        };
    }

    private static KeyFinding find(Piece piece) {
        TonalAnalyzer analyzer = new TonalAnalyzer(Piece.RATE / 2.0);
        Decimator decimator = new Decimator(2, analyzer);
        decimator.accept(piece.samples(), piece.samples().length);
        decimator.finish();
        return analyzer.finish();
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
