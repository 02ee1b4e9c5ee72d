package io.soundforge.alchemy.gateway.karaoke;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents under {@code beat_analysis/}, written from a stored analysis. Times are seconds. */
final class BeatFiles {
    private BeatFiles() {}

    /** {@code analysis.json}; {@code reasons} says under a field's name why it is null. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Analysis(
            double duration,
            @Nullable Double tempoBpm,
            @Nullable Double beatConfidence,
            int beatCount,
            @Nullable String timeSignature,
            @Nullable Double rhythmRegularity,
            @Nullable KeyEstimate key,
            LoudnessEstimate loudness,
            Map<String, String> reasons) {}

    /** {@code beats.json}. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Beats(
            @Nullable Double tempoBpm,
            @Nullable String timeSignature,
            int beatCount,
            List<Double> beats,
            List<Double> downbeats) {}

    /** {@code onsets.json}: where something begins. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Onsets(int onsetCount, List<Double> onsets) {}

    static Analysis analysis(TrackAnalysis facts) {
        return new Analysis(
                facts.duration(),
                facts.bpm(),
                facts.beatConfidence(),
                facts.beats().size(),
                facts.timeSignature(),
                RhythmRegularity.of(facts),
                facts.key(),
                facts.loudness(),
                facts.reasons());
    }

    static Beats beats(TrackAnalysis facts) {
        return new Beats(facts.bpm(), facts.timeSignature(), facts.beats().size(), facts.beats(), facts.downbeats());
    }

    /** The onsets found, or where notes begin in an analysis stored before onsets were; empty if there is neither. */
    static Optional<Onsets> onsets(TrackAnalysis facts) {
        List<Double> onsets = facts.onsets().isEmpty() ? noteStarts(facts) : facts.onsets();
        return onsets.isEmpty() ? Optional.empty() : Optional.of(new Onsets(onsets.size(), onsets));
    }

    private static List<Double> noteStarts(TrackAnalysis facts) {
        return facts.notes().stream().map(NoteEvent::start).sorted().distinct().toList();
    }
}
