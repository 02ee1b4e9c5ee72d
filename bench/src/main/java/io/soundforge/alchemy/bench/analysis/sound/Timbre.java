package io.soundforge.alchemy.bench.analysis.sound;

import java.util.Map;

/**
 * How an instrument of held or struck tones sounds.
 *
 * @param slope partial n has amplitude n to the power of minus this
 * @param even amplitude of even partials relative to odd ones
 * @param attack seconds until full
 * @param decay seconds in which a struck tone falls to 1/e; 0 if it is held
 * @param bright seconds in which the upper partials fall to 1/e; 0 if they stay, negative if they rise in so many seconds
 * @param voices how many play it
 * @param cents how far they are apart, and how deep the vibrato of a single one is
 * @param breath share of noise
 * @param release seconds after the end
 * @param formant Hz of the strongest resonance; 0 for none
 * @param drive distortion, 0 for none
 * @param level loudness
 */
record Timbre(
        double slope,
        double even,
        double attack,
        double decay,
        double bright,
        int voices,
        double cents,
        double breath,
        double release,
        double formant,
        double drive,
        double level) {
    private static final Map<String, Timbre> ALL = Map.ofEntries(
            Map.entry("fingered", new Timbre(1.6, 0.9, 0.006, 1.2, 0.25, 1, 0, 0.02, 0.05, 0, 0, 0.5)),
            Map.entry("picked", new Timbre(1.1, 1, 0.003, 1.0, 0.2, 1, 0, 0.06, 0.04, 0, 0.5, 0.4)),
            Map.entry("synthbass", new Timbre(1.1, 1, 0.004, 0.9, 0.15, 2, 6, 0, 0.03, 0, 0, 0.45)),
            Map.entry("distbass", new Timbre(0.9, 1, 0.008, 0, 0, 3, 12, 0, 0.05, 400, 2, 0.35)),
            Map.entry("sub", new Timbre(4, 0.3, 0.008, 1.5, 0, 1, 0, 0, 0.06, 0, 0, 0.7)),
            Map.entry("upright", new Timbre(1.9, 0.8, 0.010, 0.6, 0.12, 1, 0, 0.04, 0.08, 0, 0, 0.6)),
            Map.entry("tuba", new Timbre(1.5, 0.9, 0.030, 0, -0.05, 1, 4, 0.02, 0.06, 300, 0, 0.45)),
            Map.entry("distorted", new Timbre(0.8, 1, 0.004, 3, 0, 2, 5, 0, 0.05, 1800, 3, 0.22)),
            Map.entry("steel", new Timbre(1.0, 1, 0.002, 1.1, 0.3, 2, 3, 0.06, 0.10, 0, 0, 0.3)),
            Map.entry("nylon", new Timbre(1.6, 0.9, 0.003, 0.8, 0.2, 1, 2, 0.04, 0.10, 0, 0, 0.4)),
            Map.entry("harp", new Timbre(1.8, 0.8, 0.003, 1.2, 0.3, 1, 2, 0.02, 0.4, 0, 0, 0.4)),
            Map.entry("piano", new Timbre(1.4, 1, 0.003, 1.6, 0.35, 3, 2, 0.05, 0.12, 0, 0, 0.35)),
            Map.entry("epiano", new Timbre(2.4, 0.6, 0.003, 1.8, 0.25, 2, 3, 0.01, 0.1, 0, 0, 0.4)),
            Map.entry("organ", new Timbre(0.9, 1.4, 0.008, 0, 0, 2, 4, 0.01, 0.03, 0, 0, 0.25)),
            Map.entry("accordion", new Timbre(0.9, 0.9, 0.025, 0, 0, 2, 12, 0.01, 0.04, 1200, 0, 0.25)),
            Map.entry("harmonica", new Timbre(0.9, 0.8, 0.030, 0, 0, 1, 14, 0.03, 0.05, 1500, 0, 0.3)),
            Map.entry("saw", new Timbre(1.0, 1, 0.006, 0.6, 0.2, 3, 14, 0, 0.08, 0, 0, 0.25)),
            Map.entry("pad", new Timbre(1.3, 1, 0.220, 0, -0.4, 3, 12, 0, 0.5, 0, 0, 0.2)),
            Map.entry("strings", new Timbre(1.1, 1, 0.080, 0, 0, 4, 12, 0.02, 0.15, 1000, 0, 0.22)),
            Map.entry("strings2", new Timbre(1.2, 1, 0.090, 0, 0, 3, 10, 0.02, 0.15, 500, 0, 0.3)),
            Map.entry("violin", new Timbre(1.0, 1, 0.045, 0, 0, 1, 16, 0.03, 0.08, 2500, 0, 0.3)),
            Map.entry("choir", new Timbre(1.4, 1, 0.090, 0, 0, 5, 18, 0.03, 0.18, 700, 0, 0.22)),
            Map.entry("choir2", new Timbre(1.4, 1, 0.100, 0, 0, 4, 14, 0.03, 0.18, 450, 0, 0.3)),
            Map.entry("voice", new Timbre(1.2, 1, 0.050, 0, 0, 1, 30, 0.03, 0.08, 900, 0, 0.35)),
            Map.entry("flute", new Timbre(2.6, 0.8, 0.045, 0, 0, 1, 14, 0.08, 0.06, 0, 0, 0.4)),
            Map.entry("clarinet", new Timbre(1.3, 0.15, 0.035, 0, 0, 1, 6, 0.02, 0.06, 0, 0, 0.35)),
            Map.entry("brass", new Timbre(1.0, 1, 0.030, 0, -0.06, 2, 8, 0.02, 0.07, 1300, 0, 0.28)),
            Map.entry("vibes", new Timbre(3.0, 0.2, 0.003, 1.5, 0.3, 1, 0, 0.01, 0.3, 0, 0, 0.4)),
            Map.entry("bell", new Timbre(1.5, 0.4, 0.003, 0.8, 0.3, 2, 5, 0, 0.3, 0, 0, 0.3)));

    static Timbre of(String instrument) {
        Timbre timbre = ALL.get(instrument);
        if (timbre == null) {
            throw new IllegalArgumentException("expected a known instrument; got " + instrument);
        }
        return timbre;
    }

    /** Amplitude of a partial at so many Hz. */
    double amplitude(int partial, double hertz) {
        double amplitude = Math.pow(partial, -slope) * (partial % 2 == 0 ? even : 1);
        if (formant == 0) {
            return amplitude;
        }
        double first = Math.log(hertz / formant);
        double second = Math.log(hertz / (2.7 * formant));
        return amplitude * (0.25 + 1.5 * Math.exp(-4 * first * first) + 0.9 * Math.exp(-8 * second * second));
    }
}
