package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.dsp.analysis.AudioFacts;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.structure.Stretch;
import io.soundforge.alchemy.dsp.tonal.ChordSpan;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/confidence}: how often chords and the borders of sections are right, by the confidence they are given. */
@Command(
        name = "confidence",
        mixinStandardHelpOptions = true,
        description = "How often chords and borders of sections are right, by their confidence.")
public final class ConfidenceBench implements Callable<Integer> {
    private static final double STEP_SECONDS = 0.1;
    /** How far a border may be off, in seconds; a bar or less. */
    private static final double NEAR_SECONDS = 1.5;

    @Option(names = "--held-out", description = "The songs kept aside for judging.")
    private boolean held;

    @Option(names = "--songs", defaultValue = "48", description = "How many (default ${DEFAULT-VALUE}).")
    private int songs;

    private final KeyCertainty chords = new KeyCertainty();
    private final KeyCertainty borders = new KeyCertainty();
    private int parts;
    private int partsFound;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConfidenceBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        PieceSet set = new PieceSet(held);
        for (int number = 0, heard = 0; heard < songs; number++) {
            if (number % 4 >= 2) {
                hear(set.piece(number));
                heard++;
            }
        }
        chords.print("chords, per " + STEP_SECONDS + " s");
        borders.print("borders of sections");
        System.out.printf("parts whose beginning was found: %d of %d%n", partsFound, parts);
        return 0;
    }

    private void hear(Piece piece) {
        TrackAnalyzer analyzer = new TrackAnalyzer(Piece.RATE, 1);
        analyzer.process(new float[][] {piece.samples()}, piece.samples().length);
        AudioFacts facts = analyzer.finish();
        for (ChordSpan span : facts.chords()) {
            for (double at = span.start() + STEP_SECONDS / 2; at < span.end(); at += STEP_SECONDS) {
                String truth = triadAt(piece.form().chords(), at);
                if (!truth.equals("N") && !span.chord().equals("N")) {
                    chords.add(span.confidence(), truth.equals(span.chord()));
                }
            }
        }
        List<Double> truth =
                piece.form().parts().subList(1, piece.form().parts().size());
        List<Stretch> sections = facts.structure().sections();
        List<Stretch> inner = sections.subList(Math.min(1, sections.size()), sections.size());
        for (Stretch section : inner) {
            borders.add(
                    section.startConfidence(),
                    truth.stream().anyMatch(part -> Math.abs(part - section.start()) < NEAR_SECONDS));
        }
        parts += truth.size();
        partsFound += (int) truth.stream()
                .filter(part -> inner.stream().anyMatch(s -> Math.abs(part - s.start()) < NEAR_SECONDS))
                .count();
    }

    private static String triadAt(List<Piece.Sounding> chords, double at) {
        String triad = "N";
        for (Piece.Sounding chord : chords) {
            triad = chord.from() <= at ? chord.triad() : triad;
        }
        return triad;
    }
}
