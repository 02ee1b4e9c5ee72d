package io.soundforge.alchemy.bench.analysis.fit;

import io.soundforge.alchemy.bench.analysis.PieceFolder;
import io.soundforge.alchemy.bench.analysis.music.Composer;
import io.soundforge.alchemy.bench.analysis.sound.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits the weights on composed pieces (never on the held-out ones) and says what they score on styles left out of the fit. */
@Command(
        name = "fit-rhythm",
        mixinStandardHelpOptions = true,
        description = "Fits the weights of the rhythm's scores on composed pieces.")
final class RhythmFit implements Callable<Integer> {
    private static final int FOLDS = 6;
    private static final int PER_LINE = 8;
    /** Penalties on large weights, chosen on styles left out. */
    private static final double PULSE_RIDGE = 0.04;

    private static final double METER_RIDGE = 0.005;
    private static final double DIVISION_RIDGE = 0.002;

    @Option(names = "--seeds", defaultValue = "4", description = "pieces per style (default ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--folder", description = "take pieces from folders that bench/analysis --render has written")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--write", paramLabel = "FOLDER", description = "write NAME.weights there")
    private @Nullable Path write;

    private final List<Lesson> lessons = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        for (Path folder : folders) {
            PieceFolder pieces = new PieceFolder(folder);
            for (String name : pieces.names()) {
                lessons.add(Lesson.of(pieces.read(name)));
            }
        }
        if (folders.isEmpty()) {
            compose(Composer.STYLES);
            compose(Composer.MORE_STYLES);
        }
        fit("pulse", "PulseFeatures", PULSE_RIDGE, Lesson::pulse);
        fit("meter", "MeterFeatures", METER_RIDGE, Lesson::bars);
        fit("division", "Division", DIVISION_RIDGE, Lesson::division);
        return 0;
    }

    private void compose(String sheet) {
        for (String style : Composer.styles(sheet)) {
            for (int seed = 1; seed <= seeds; seed++) {
                lessons.add(Lesson.of(Recording.of(Composer.compose(sheet, style, seed, false))));
            }
        }
    }

    private void fit(String name, String features, double ridge, Function<Lesson, Optional<Choice>> question)
            throws IOException {
        List<Choice> choices =
                lessons.stream().map(question).flatMap(Optional::stream).toList();
        double[] weights = SoftmaxFit.weights(choices, ridge);
        System.out.printf(
                Locale.ROOT,
                "%s: %d choices, right %.3f, worth %.3f; on styles left out %s%n",
                name,
                choices.size(),
                right(choices, weights),
                worth(choices, weights),
                leftOut(choices, ridge));
        if (write != null) {
            Files.writeString(write.resolve(name + ".weights"), text(features, weights));
        }
    }

    /** Every style is judged by weights fitted without it. */
    private static String leftOut(List<Choice> choices, double ridge) {
        List<String> styles = new ArrayList<>(
                new TreeSet<>(choices.stream().map(Choice::style).toList()));
        double right = 0;
        double worth = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            List<Choice> kept = choices.stream()
                    .filter(choice -> styles.indexOf(choice.style()) % FOLDS != out)
                    .toList();
            List<Choice> judged = choices.stream()
                    .filter(choice -> styles.indexOf(choice.style()) % FOLDS == out)
                    .toList();
            double[] weights = SoftmaxFit.weights(kept, ridge);
            right += right(judged, weights) * judged.size() / choices.size();
            worth += worth(judged, weights) * judged.size() / choices.size();
        }
        return String.format(Locale.ROOT, "%.3f, %.3f", right, worth);
    }

    private static double right(List<Choice> choices, double[] weights) {
        return choices.stream()
                .mapToDouble(choice ->
                        choice.options().get(SoftmaxFit.best(choice, weights)).right() ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double worth(List<Choice> choices, double[] weights) {
        return choices.stream()
                .mapToDouble(choice ->
                        choice.options().get(SoftmaxFit.best(choice, weights)).worth())
                .average()
                .orElse(0);
    }

    private static String text(String features, double[] weights) {
        StringBuilder text = new StringBuilder("# Weights of " + features
                + ", in its order: a linear score, fitted by bench/fit-rhythm on composed pieces (decision 0022).");
        for (int i = 0; i < weights.length; i++) {
            text.append(i % PER_LINE == 0 ? "\n" : " ").append(String.format(Locale.ROOT, "%.3f", weights[i]));
        }
        return text.append("\n").toString();
    }

    /** Runs the fit. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RhythmFit()).execute(arguments));
    }
}
