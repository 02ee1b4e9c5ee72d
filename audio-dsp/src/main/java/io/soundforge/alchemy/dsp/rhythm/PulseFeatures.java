package io.soundforge.alchemy.dsp.rhythm;

/** What speaks for and against a pulse being the beat, as numbers for {@link PulseJudge}. */
final class PulseFeatures {
    private static final double EVEN = 0.05;

    private PulseFeatures() {}

    static double[] of(Cues cues, Pulse pulse) {
        double[] novelty = PulseProfile.of(cues.novelty(), pulse);
        double[] low = PulseProfile.of(cues.low(), pulse);
        double[] flux = PulseProfile.of(cues.flux(), pulse);
        double[] chord = PulseProfile.of(cues.chord(), pulse);
        double[] bass = PulseProfile.of(cues.bass(), pulse);
        double[] snares = PulseProfile.of(cues.snares(), pulse);
        double octaves = Math.log(pulse.bpm() / 120) / Math.log(2);
        double on = novelty[0] + EVEN;
        Periodicity periodicity = cues.periodicity();
        double period = pulse.period();
        BeatVectors drums = BeatVectors.of(cues.low(), pulse);
        BeatVectors backbeat = BeatVectors.of(cues.snares(), pulse);
        BeatVectors all = BeatVectors.of(cues.novelty(), pulse);
        BeatVectors chords = BeatVectors.of(cues.chord(), pulse);
        BeatVectors bars = BeatVectors.of(cues.bass(), pulse);
        double third = Math.min(novelty[4], novelty[8]) / on;
        return new double[] {
            1,
            octaves,
            octaves * octaves,
            novelty[0],
            novelty[6] / on,
            Math.max(novelty[4], novelty[8]) / on,
            Math.min(novelty[4], novelty[8]) / on,
            (novelty[3] + novelty[9]) / 2 / on,
            lead(low[0], low[6]),
            lead(flux[0], flux[6]),
            lead(chord[0], chord[6]),
            lead(bass[0], bass[6]),
            lead(snares[0], snares[6]),
            lead(chord[0], Math.max(chord[4], chord[8])),
            lead(low[0], Math.max(low[4], low[8])),
            periodicity.correlation(period),
            periodicity.correlation(2 * period),
            periodicity.correlation(3 * period),
            periodicity.correlation(4 * period),
            periodicity.correlation(period / 2),
            periodicity.correlation(period / 3),
            periodicity.magnitude(pulse.bpm()),
            backbeat.likeness(2) - backbeat.likeness(1),
            drums.likeness(2) - drums.likeness(1),
            backbeat.likeness(4) - backbeat.likeness(2),
            all.likeness(3) - Math.max(all.likeness(2), all.likeness(4)),
            Math.max(all.likeness(3), all.likeness(4)),
            all.likeness(1),
            Math.min(1, 10 * pulse.unevenness()),
            Math.max(0, octaves - 0.5),
            Math.max(0, -0.6 - octaves),
            (novelty[2] + novelty[10]) / 2 / on,
            third * octaves,
            third * lead(snares[4] + snares[8], snares[0]),
            third * novelty[6] / on,
            third * lead(low[0], Math.max(low[4], low[8])),
            chords.likeness(2) - chords.likeness(1),
            bars.likeness(2) - bars.likeness(1),
            (novelty[4] - novelty[8]) / on,
            Math.max(all.likeness(4), all.likeness(8)) - all.likeness(6),
            lead(bass[0], Math.max(bass[4], bass[8])),
            chord[0],
        };
    }

    /** How much more of something there is in one place than in another, -1 to 1. */
    private static double lead(double here, double there) {
        return (here - there) / (here + there + EVEN);
    }
}
