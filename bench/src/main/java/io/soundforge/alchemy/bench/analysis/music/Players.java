package io.soundforge.alchemy.bench.analysis.music;

import java.util.List;
import java.util.Random;

/** Plays patterns along a form: swung, humanised, accented, with fills and an upbeat. */
final class Players {
    private static final double STRUM_SECONDS = 0.008;

    private final Meter meter;
    private final Clock clock;
    private final Harmony harmony;
    private final Form form;
    private final double swing;
    private final double human;
    private final double accent;
    private final Random random;
    private final List<Event> events;

    Players(
            Meter meter,
            Clock clock,
            Harmony harmony,
            Form form,
            double swing,
            double human,
            Random random,
            List<Event> events) {
        this.meter = meter;
        this.clock = clock;
        this.harmony = harmony;
        this.form = form;
        this.swing = swing;
        this.human = human;
        this.accent = 0.25 * random.nextDouble();
        this.random = random;
        this.events = events;
    }

    void play(Part part, String pattern, String instrument) {
        if (part.role().equals("lead")) {
            new Improviser(this, harmony, meter, random).play(form, Double.parseDouble(pattern), instrument);
        } else if (part.isDrum()) {
            drums(part.role(), pattern.split("/", -1));
        } else {
            tones(part.role(), pattern.split("/", -1), instrument);
        }
    }

    private void drums(String drum, String[] bars) {
        for (int bar = 0; bar < form.bars(); bar++) {
            String cells = bars[bar % bars.length];
            boolean fill = form.isFill(bar);
            for (int i = 0; i < cells.length() && form.drumsPlay(bar); i++) {
                double inBar = (double) i * meter.beats() / cells.length();
                if (cells.charAt(i) != '.' && !(fill && inBar >= meter.beats() - 1)) {
                    hit(drum, bar * meter.beats() + inBar, level(cells.charAt(i)));
                }
            }
            if (fill && (drum.equals("snare") || drum.equals("rim"))) {
                fill(bar);
            }
            if (drum.equals("kick") && form.startsSection(bar) && form.drumsPlay(bar) && random.nextInt(3) > 0) {
                hit("crash", bar * meter.beats(), 0.8);
            }
        }
    }

    /** The last beat of the bar is drummed through. */
    private void fill(int bar) {
        int hits = meter.division() == 3 ? 3 : random.nextBoolean() ? 4 : 2;
        for (int i = 0; i < hits; i++) {
            double beat = (bar + 1) * meter.beats() - 1 + (double) i / hits;
            hit(random.nextInt(3) == 0 ? "snare" : "tom", beat, 0.6 + 0.3 * i / hits);
        }
    }

    private void hit(String drum, double beat, double level) {
        events.add(new Event(Math.max(0, seconds(beat, 1)), 0, drum, 0, velocity(beat, level)));
    }

    private void tones(String role, String[] bars, String instrument) {
        Voicing voicing = Voicing.of(role, random);
        int first = role.equals("figure") && form.pickup() > 0 ? -1 : 0;
        for (int bar = first; bar < form.bars(); bar++) {
            String cells = bars[Math.floorMod(bar, bars.length)];
            for (int i = 0; i < cells.length(); i++) {
                double inBar = (double) i * meter.beats() / cells.length();
                boolean upbeat = bar >= 0 || inBar >= meter.beats() - form.pickup();
                if (".-".indexOf(cells.charAt(i)) < 0 && upbeat) {
                    double length = held(cells, i) * (double) meter.beats() / cells.length();
                    double beat = bar * meter.beats() + inBar;
                    sound(cells.charAt(i), beat, length, instrument, voicing);
                }
            }
        }
    }

    private void sound(char sign, double beat, double length, String instrument, Voicing voicing) {
        int[] chord = harmony.chord(beat);
        if (sign == 'x' || sign == 'X') {
            double spread = 0;
            for (int pitch : voicing.chord(chord)) {
                note(instrument, beat, length, pitch, level(sign) * 0.6, spread);
                spread += STRUM_SECONDS * (instrument.equals("steel") || instrument.equals("nylon") ? 1 : 0.1);
            }
        } else {
            note(instrument, beat, length, voicing.tone(sign, chord, harmony, beat), 0.8, 0);
        }
    }

    void note(String instrument, double beat, double beats, int pitch, double level, double late) {
        double start = Math.max(0, seconds(beat, 1) + late);
        double end = seconds(beat + beats * (0.8 + 0.15 * random.nextDouble()), 0);
        events.add(new Event(start, Math.max(0.06, end - start), instrument, pitch, velocity(beat, level)));
    }

    private static int held(String cells, int at) {
        int end = at + 1;
        while (end < cells.length() && cells.charAt(end) == '-') {
            end++;
        }
        return end - at;
    }

    private double seconds(double beat, double looseness) {
        double whole = Math.floor(beat + 1e-9);
        double part = beat - whole;
        double swung = part < 0.5 ? part * 2 * swing : swing + (part - 0.5) * 2 * (1 - swing);
        return clock.at(whole + (meter.division() == 2 ? swung : part))
                + looseness * Math.max(-3 * human, Math.min(3 * human, human * random.nextGaussian()));
    }

    private double velocity(double beat, double level) {
        double inBar = beat - Math.floor(beat / meter.beats() + 1e-9) * meter.beats();
        boolean onBeat = Math.abs(inBar - Math.rint(inBar)) < 1e-6;
        double metrical = inBar < 1e-6 ? accent : onBeat ? 0 : -accent;
        return Math.max(0.05, level * (1 + metrical) * (0.92 + 0.16 * random.nextDouble()));
    }

    private static double level(char sign) {
        return sign == 'X' ? 1 : sign == 'o' ? 0.4 : 0.8;
    }
}
