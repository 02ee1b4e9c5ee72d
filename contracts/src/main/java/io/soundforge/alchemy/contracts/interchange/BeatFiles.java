package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of karaoke programs under {@code beat_analysis/}. Times are seconds. They are maps, lists, texts and numbers, to
 * be written by any JSON writer.
 */
public final class BeatFiles {
    private BeatFiles() {}

    /** {@code analysis.json}; {@code reasons} says under a field's name why it is null. */
    public static Map<String, @Nullable Object> analysis(TrackAnalysis facts) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("duration", facts.duration());
        document.put("tempo_bpm", facts.bpm());
        document.put("beat_confidence", facts.beatConfidence());
        document.put("beat_count", facts.beats().size());
        document.put("time_signature", facts.timeSignature());
        document.put("rhythm_regularity", RhythmRegularity.of(facts));
        document.put("key", facts.key());
        document.put("loudness", facts.loudness());
        document.put("reasons", facts.reasons());
        return document;
    }

    /** {@code beats.json}. */
    public static Map<String, @Nullable Object> beats(TrackAnalysis facts) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("tempo_bpm", facts.bpm());
        document.put("time_signature", facts.timeSignature());
        document.put("beat_count", facts.beats().size());
        document.put("beats", facts.beats());
        document.put("downbeats", facts.downbeats());
        return document;
    }

    /**
     * {@code onsets.json}: where something begins. The onsets found, or where notes begin in an analysis stored before onsets
     * were; empty if there is neither.
     */
    public static Optional<Map<String, @Nullable Object>> onsets(TrackAnalysis facts) {
        List<Double> onsets = facts.onsets().isEmpty() ? noteStarts(facts) : facts.onsets();
        if (onsets.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("onset_count", onsets.size());
        document.put("onsets", onsets);
        return Optional.of(document);
    }

    private static List<Double> noteStarts(TrackAnalysis facts) {
        return facts.notes().stream().map(NoteEvent::start).sorted().distinct().toList();
    }
}
