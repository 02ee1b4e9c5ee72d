package io.soundforge.alchemy.dsp.structure;

import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments DJs mark: the first downbeat, the starts of sections, and those of them that are drops, where bass and level
 * jump. Sections already begin on bar lines where there are any.
 */
public final class CueFinder {
    private static final double LISTENED_SECONDS = 6;
    private static final int BASS_BANDS = 9;
    private static final double BASS_RISE_DB = 6;
    private static final double RISE_DB = 2;
    private static final double SAME_MOMENT = 0.05;

    private CueFinder() {}

    /**
     * Cues by time.
     *
     * @param levels dB per quarter octave from 30 Hz on
     */
    public static List<Cue> find(RhythmFinding rhythm, StructureFinding structure, double duration, Feature levels) {
        List<Cue> cues = new ArrayList<>();
        List<Double> lines = rhythm.downbeats().isEmpty() ? rhythm.beats() : rhythm.downbeats();
        if (!lines.isEmpty()) {
            cues.add(new Cue(lines.get(0), Cue.Kind.DOWNBEAT, "Start"));
        }
        for (Stretch section : structure.sections()) {
            double start = section.start();
            boolean marked = cues.stream().anyMatch(cue -> Math.abs(cue.time() - start) < SAME_MOMENT);
            boolean intro = !lines.isEmpty() && start < lines.get(0);
            boolean whole = structure.sections().size() == 1 && !lines.isEmpty();
            if (marked || intro || whole) {
                continue;
            }
            boolean drop = start > 0 && isDrop(start, duration, levels);
            cues.add(
                    drop
                            ? new Cue(start, Cue.Kind.DROP, "Drop " + section.label())
                            : new Cue(start, Cue.Kind.SECTION, section.label()));
        }
        return cues;
    }

    private static boolean isDrop(double at, double duration, Feature levels) {
        double[] before = levels.between(Math.max(0, at - LISTENED_SECONDS), at);
        double[] after = levels.between(at, Math.min(duration, at + LISTENED_SECONDS));
        double bass = level(after, BASS_BANDS) - level(before, BASS_BANDS);
        double all = level(after, after.length) - level(before, before.length);
        return bass >= BASS_RISE_DB && all >= RISE_DB;
    }

    /** Power of the lowest bands, in dB. */
    private static double level(double[] bands, int count) {
        double power = 1e-12;
        for (int band = 0; band < Math.min(count, bands.length); band++) {
            power += Math.pow(10, bands[band] / 10);
        }
        return 10 * Math.log10(power);
    }
}
