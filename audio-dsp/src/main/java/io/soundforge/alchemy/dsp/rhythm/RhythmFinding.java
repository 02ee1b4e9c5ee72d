package io.soundforge.alchemy.dsp.rhythm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tempo, beats and bars of a track, or why there are none.
 *
 * @param bpm beats per minute, fractional; null if there is no rhythm
 * @param confidence 0 to 1; 0 without rhythm
 * @param steady whether one tempo holds throughout; the beats then lie on an exact grid
 * @param beats seconds, ascending
 * @param beatsPerBar 2 to 7; 2 in 6/8; null if open
 * @param division parts of a beat: 3 in compound meters such as 6/8, otherwise 2
 * @param downbeats those of the beats that begin a bar; empty if open
 * @param tempi the tempo and the likeliest other one, with salience; empty without rhythm
 * @param regularity how evenly the beats follow each other, 0 to 1
 * @param onsets seconds at which something begins, ascending; also where there is no rhythm
 * @param rhythmReason why there is no rhythm, otherwise null
 * @param meterReason why {@code beatsPerBar} or {@code downbeats} are open, otherwise null
 */
public record RhythmFinding(
        @Nullable Double bpm,
        double confidence,
        boolean steady,
        List<Double> beats,
        @Nullable Integer beatsPerBar,
        int division,
        List<Double> downbeats,
        List<Tempo> tempi,
        double regularity,
        List<Double> onsets,
        @Nullable String rhythmReason,
        @Nullable String meterReason) {
    /**
     * A tempo that may be felt.
     *
     * @param salience 0 to 1
     */
    public record Tempo(double bpm, double salience) {}

    public RhythmFinding {
        tempi = List.copyOf(tempi);
        onsets = List.copyOf(onsets);
        beats = List.copyOf(beats);
        downbeats = List.copyOf(downbeats);
    }

    private static final double FASTEST_QUARTERS = 172;

    /**
     * As written, such as 4/4 or 6/8; null if open. Bars of seven are of eighths where their beats are faster than quarters
     * usually are.
     */
    public @Nullable String timeSignature() {
        if (beatsPerBar == null) {
            return null;
        }
        if (beatsPerBar == 7 && division == 2 && bpm != null && bpm > FASTEST_QUARTERS) {
            return "7/8";
        }
        return division == 3 ? 3 * beatsPerBar + "/8" : beatsPerBar + "/4";
    }

    static RhythmFinding none(String reason, List<Double> onsets) {
        return new RhythmFinding(null, 0, false, List.of(), null, 2, List.of(), List.of(), 0, onsets, reason, reason);
    }
}
