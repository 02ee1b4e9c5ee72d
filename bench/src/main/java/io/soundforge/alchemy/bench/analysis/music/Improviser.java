package io.soundforge.alchemy.bench.analysis.music;

import java.util.Random;

/** A singing or playing lead: phrases of two bars with a rhythm that comes again, a walk through the scale, rests. */
final class Improviser {
    private final Players players;
    private final Harmony harmony;
    private final Meter meter;
    private final Random random;

    Improviser(Players players, Harmony harmony, Meter meter, Random random) {
        this.players = players;
        this.harmony = harmony;
        this.meter = meter;
        this.random = random;
    }

    void play(Form form, double density, String instrument) {
        Voicing voicing = Voicing.of("figure", random);
        int cells = 2 * meter.beats() * meter.division();
        boolean[][] rhythms = {rhythm(cells, density), rhythm(cells, density)};
        if (form.pickup() > 0) {
            upbeat(form.pickup(), voicing, instrument);
        }
        for (int bar = 0; bar < form.bars(); bar += 2) {
            if (form.leadPlays(bar)) {
                phrase(bar, rhythms[random.nextInt(4) == 0 ? 1 : 0], voicing, instrument);
            }
        }
    }

    private boolean[] rhythm(int cells, double density) {
        boolean[] rhythm = new boolean[cells];
        for (int i = 0; i < cells; i++) {
            double strong = i % meter.division() == 0 ? 1.3 : 0.8;
            rhythm[i] = random.nextDouble() < density * strong && i < cells * 0.85;
        }
        return rhythm;
    }

    private void phrase(int bar, boolean[] rhythm, Voicing voicing, String instrument) {
        for (int i = 0; i < rhythm.length; i++) {
            if (rhythm[i]) {
                int end = i + 1;
                while (end < rhythm.length && !rhythm[end] && end - i < 2 * meter.division()) {
                    end++;
                }
                double beat = bar * meter.beats() + (double) i / meter.division();
                play(beat, (double) (end - i) / meter.division(), voicing, instrument);
            }
        }
    }

    private void upbeat(int beats, Voicing voicing, String instrument) {
        for (int i = 0; i < beats * meter.division(); i++) {
            play(-beats + (double) i / meter.division(), 1.0 / meter.division(), voicing, instrument);
        }
    }

    private void play(double beat, double length, Voicing voicing, String instrument) {
        int pitch = voicing.tone('m', harmony.chord(beat), harmony, beat);
        players.note(instrument, beat, length, pitch, 0.7, 0);
    }
}
