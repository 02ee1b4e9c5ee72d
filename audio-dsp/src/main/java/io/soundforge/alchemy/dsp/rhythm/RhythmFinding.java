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
 * @param beatsPerBar 3 or 4; null if open
 * @param downbeats those of the beats that begin a bar; empty if open
 * @param rhythmReason why there is no rhythm, otherwise null
 * @param meterReason why {@code beatsPerBar} or {@code downbeats} are open, otherwise null
 */
public record RhythmFinding(
        @Nullable Double bpm,
        double confidence,
        boolean steady,
        List<Double> beats,
        @Nullable Integer beatsPerBar,
        List<Double> downbeats,
        @Nullable String rhythmReason,
        @Nullable String meterReason) {
    public RhythmFinding {
        beats = List.copyOf(beats);
        downbeats = List.copyOf(downbeats);
    }

    static RhythmFinding none(String reason) {
        return new RhythmFinding(null, 0, false, List.of(), null, List.of(), reason, reason);
    }
}
