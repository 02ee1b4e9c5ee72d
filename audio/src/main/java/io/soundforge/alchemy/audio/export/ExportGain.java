package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import java.util.List;

/**
 * By how much audio is made louder or softer to meet a target.
 *
 * <p>The target is -14 LUFS, which streaming services play at; the ceiling is the -1 dBTP of EBU R 128 s2 and AES TD1008,
 * room for what a lossy encoder adds. The ceiling wins.
 */
final class ExportGain {
    static final double TARGET_LUFS = -14;
    static final double CEILING_DBTP = -1;

    /**
     * What is not louder than this counts as silence and is left alone: lifting what a separation left over by 46 dB and
     * more would make noise into music. Above it, the relative gate of BS.1770 (10 LU below the mean) lies above the
     * absolute one of -70 LUFS, so that a gain of x dB changes the loudness by exactly x LU.
     */
    static final double SILENCE_LUFS = -60;

    private ExportGain() {}

    /** The gain in dB for audio of these levels; 0 for silence. */
    static double db(Levels levels) {
        Double lufs = levels.integratedLufs();
        return lufs == null || lufs <= SILENCE_LUFS ? 0 : Math.min(TARGET_LUFS - lufs, room(levels));
    }

    /** The gain in dB for files that are played together: their sum meets the target, nothing exceeds the ceiling. */
    static double db(Levels sum, List<Levels> files) {
        Double lufs = sum.integratedLufs();
        if (lufs == null || lufs <= SILENCE_LUFS) {
            return 0;
        }
        double least = files.stream().mapToDouble(ExportGain::room).min().orElse(Double.POSITIVE_INFINITY);
        return Math.min(db(sum), least);
    }

    /** How far the peak may rise. */
    private static double room(Levels levels) {
        Double peak = levels.truePeakDbtp();
        return peak == null ? Double.POSITIVE_INFINITY : CEILING_DBTP - peak;
    }

    /** Levels after a gain. */
    static Levels after(Levels before, double db) {
        Double lufs = before.integratedLufs();
        Double peak = before.truePeakDbtp();
        return new Levels(lufs == null ? null : lufs + db, peak == null ? null : peak + db);
    }

    /** The factor for samples. */
    static double factor(double db) {
        return Math.pow(10, db / 20);
    }
}
