package io.soundforge.alchemy.bench.analysis;

import io.soundforge.alchemy.bench.analysis.music.Composer;
import io.soundforge.alchemy.bench.analysis.sound.Recording;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Composes pieces of every style, analyses them and prints how well tempo, beats and bars were found. */
@Command(
        name = "rhythm",
        mixinStandardHelpOptions = true,
        description = "Scores tempo, beats and bars on composed pieces.")
final class RhythmBench implements Callable<Integer> {
    private static final int BLOCK = 65_536;

    @Option(names = "--held-out", description = "use the patterns kept for judging; do not look at these while tuning")
    private boolean heldOut;

    @Option(names = "--seeds", defaultValue = "3", description = "pieces per style (default ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--pieces", description = "print one line per piece")
    private boolean pieces;

    @Option(names = "--style", description = "only this style")
    private String style = "";

    @Option(names = "--first-seed", defaultValue = "1", description = "seed of the first piece (default 1)")
    private int firstSeed;

    @Option(names = "--more", description = "the styles of styles-more.txt")
    private boolean more;

    @Option(names = "--render", paramLabel = "FOLDER", description = "only write the pieces: NAME.wav and NAME.beats")
    private @Nullable Path render;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "take all pieces from a folder, composed or not")
    private @Nullable Path folder;

    @Option(
            names = "--found",
            paramLabel = "FOLDER",
            description = "score what another program found, NAME.beats, instead of our own analysis")
    private @Nullable Path found;

    @Override
    public Integer call() throws IOException {
        List<RhythmScore> scores = new ArrayList<>();
        if (folder != null) {
            PieceFolder pieceFolder = new PieceFolder(folder);
            for (String name : pieceFolder.names()) {
                if (style.isEmpty() || name.startsWith(style + "-")) {
                    scores.add(score(pieceFolder.read(name)));
                }
            }
        } else {
            compose(scores);
        }
        if (render == null) {
            print(scores);
        }
        return 0;
    }

    private void compose(List<RhythmScore> scores) throws IOException {
        String sheet = more ? Composer.MORE_STYLES : Composer.STYLES;
        for (String name : Composer.styles(sheet)) {
            for (int seed = firstSeed; seed < firstSeed + seeds && (style.isEmpty() || style.equals(name)); seed++) {
                Piece piece = Recording.of(Composer.compose(sheet, name, seed, heldOut));
                if (render != null) {
                    new PieceFolder(render).write(piece);
                } else {
                    scores.add(score(piece));
                }
            }
        }
    }

    private RhythmScore score(Piece piece) throws IOException {
        RhythmFinding finding = found == null
                ? analyse(piece)
                : BeatFile.read(PieceFolder.beats(found, piece.truth().name())).finding();
        RhythmScore score = RhythmScore.of(piece.truth(), finding);
        if (pieces) {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s true %7.2f %-4s found %7.2f %-4s F %.2f CMLt %.2f AMLt %.2f down %.2f bias %5.1f conf %.2f%n",
                    piece.truth().name(),
                    piece.truth().bpm(),
                    piece.truth().timeSignature(),
                    score.finding().bpm(),
                    score.finding().timeSignature(),
                    score.beats().fMeasure(),
                    score.beats().cmlt(),
                    score.beats().amlt(),
                    score.downbeatF(),
                    1000 * score.bias(),
                    score.finding().confidence());
        }
        return score;
    }

    private static RhythmFinding analyse(Piece piece) {
        TrackAnalyzer analyzer = new TrackAnalyzer(piece.sampleRate(), 1);
        float[][] block = new float[1][];
        for (int from = 0; from < piece.samples().length; from += BLOCK) {
            int to = Math.min(piece.samples().length, from + BLOCK);
            block[0] = Arrays.copyOfRange(piece.samples(), from, to);
            analyzer.process(block, to - from);
        }
        return analyzer.finish().rhythm();
    }

    private static void print(List<RhythmScore> scores) {
        System.out.println(Summary.HEAD);
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        scores.stream().collect(Collectors.groupingBy(s -> s.truth().timeSignature())).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> System.out.println(Summary.line(entry.getKey(), entry.getValue())));
        scores.stream().collect(Collectors.groupingBy(s -> s.truth().style())).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> System.out.println(Summary.line(entry.getKey(), entry.getValue())));
        System.out.println(Summary.line("all", scores));
    }

    /** Runs the bench. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RhythmBench()).execute(arguments));
    }
}
