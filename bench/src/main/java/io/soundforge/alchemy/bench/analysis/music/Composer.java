package io.soundforge.alchemy.bench.analysis.music;

import io.soundforge.alchemy.bench.analysis.PieceTruth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes pieces: draws tempo, key, harmony and form of a style and lets its players play. */
public final class Composer {
    /** The styles on which figures are given. */
    public static final String STYLES = "styles.txt";

    /** Others, so that weights are not fitted on what is judged. */
    public static final String MORE_STYLES = "styles-more.txt";

    private static final double SECONDS = 42;
    private static final int FEWEST_BARS = 9;

    private final Style style;
    private final Random random;
    private final boolean heldOut;
    private final Meter meter;
    private final List<Event> events = new ArrayList<>();

    private Composer(Style style, long seed, boolean heldOut) {
        this.style = style;
        this.heldOut = heldOut;
        this.meter = style.meter();
        this.random = new Random(seed * 7919 + style.name().hashCode() + (heldOut ? 104_729 : 0));
        // The first numbers of similar seeds are similar.
        random.nextDouble();
    }

    /** Names of all styles of a sheet. */
    public static List<String> styles(String sheet) {
        return StyleSheet.read(sheet).stream().map(Style::name).toList();
    }

    /**
     * Composes one piece; the same arguments give the same piece.
     *
     * @param sheet {@link #STYLES} or {@link #MORE_STYLES}
     * @param heldOut whether it plays the patterns kept for the held-out set
     */
    public static Composition compose(String sheet, String style, long seed, boolean heldOut) {
        Style found = StyleSheet.read(sheet).stream()
                .filter(s -> s.name().equals(style))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a known style; got " + style));
        return new Composer(found, seed, heldOut).piece(style + "-" + seed + (heldOut ? "h" : "d"), seed);
    }

    private Composition piece(String name, long seed) {
        double bpm = style.between("tempo", 80, 160, random.nextDouble());
        bpm = random.nextBoolean() ? Math.round(bpm) : Math.round(bpm * 100) / 100.0;
        int bars = (int) Math.max(FEWEST_BARS, Math.round(SECONDS * bpm / 60 / meter.beats()));
        String feel = pick(style.words("feel", "steady"));
        double start = random.nextInt(3) == 0 ? 0.02 : 0.1 + 1.2 * random.nextDouble();
        int pickup = random.nextInt(4) == 0 ? 1 + random.nextInt(Math.max(1, meter.beats() - 1)) : 0;
        start += pickup * 60 / bpm;
        Clock clock = Clock.draw(feel, bpm, (bars + 1) * meter.beats(), meter.beats(), start, random);
        int tonic = random.nextInt(12);
        boolean minor = random.nextInt(5) < 2;
        Harmony harmony = Harmony.draw(tonic, minor, pick(style.words("harmony", "1")), meter.beats(), random);
        Form form = Form.draw(bars, pickup, random);
        double swing = style.between("swing", 0.5, 0.5, random.nextDouble());
        double human = style.between("human", 2, 8, random.nextDouble()) / 1000;
        Players players = new Players(meter, clock, harmony, form, swing, human, random, events);
        for (Part part : style.parts()) {
            players.play(part, alternative(part.patterns()), part.isDrum() ? "" : pick(part.instruments()));
        }
        PieceTruth truth = truth(name, bpm, bars, pickup, clock, harmony, tonic, minor);
        return new Composition(truth, events, clock.at(bars * meter.beats()) + 1.5, seed);
    }

    private PieceTruth truth(
            String name, double bpm, int bars, int pickup, Clock clock, Harmony harmony, int tonic, boolean minor) {
        int count = bars * meter.beats();
        double[] beats = new double[count + pickup];
        double[] downbeats = new double[bars];
        for (int i = 0; i < beats.length; i++) {
            beats[i] = clock.at(i - pickup);
        }
        for (int bar = 0; bar < bars; bar++) {
            downbeats[bar] = clock.at(bar * meter.beats());
        }
        List<PieceTruth.Chord> chords = new ArrayList<>();
        for (double beat = 0; beat < count; beat += harmony.beatsPerChord()) {
            chords.add(new PieceTruth.Chord(
                    clock.at(beat), Math.floorMod(harmony.chord(beat)[0], 12), harmony.quality(beat)));
        }
        double cents = random.nextInt(3) == 0 ? 80 * random.nextDouble() - 40 : 4 * random.nextGaussian();
        return new PieceTruth(
                name,
                style.name(),
                clock.steady() ? bpm : typical(beats),
                clock.steady(),
                beats,
                downbeats,
                meter.name(),
                tonic,
                minor,
                cents,
                chords);
    }

    private static double typical(double[] beats) {
        double[] intervals = new double[beats.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = beats[i + 1] - beats[i];
        }
        Arrays.sort(intervals);
        return 60 / intervals[intervals.length / 2];
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** The development set plays the alternatives at even places, the held-out set the others. */
    private String alternative(List<String> patterns) {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.size() == 1 || (i % 2 == 1) == heldOut) {
                mine.add(patterns.get(i));
            }
        }
        return pick(mine);
    }
}
