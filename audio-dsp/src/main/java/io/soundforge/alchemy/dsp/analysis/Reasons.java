package io.soundforge.alchemy.dsp.analysis;

import io.soundforge.alchemy.dsp.loudness.Loudness;
import io.soundforge.alchemy.dsp.melody.NoteFinding;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import io.soundforge.alchemy.dsp.structure.Cue;
import io.soundforge.alchemy.dsp.structure.StructureFinding;
import io.soundforge.alchemy.dsp.timbre.TimbreFinding;
import io.soundforge.alchemy.dsp.tonal.ChordSpan;
import io.soundforge.alchemy.dsp.tonal.KeyFinding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects why facts are missing, under the names of the facts. */
final class Reasons {
    private final Map<String, String> reasons = new TreeMap<>();

    static Map<String, String> of(
            RhythmFinding rhythm,
            KeyFinding key,
            Loudness loudness,
            TimbreFinding spectrum,
            StructureFinding structure,
            NoteFinding notes,
            List<ChordSpan> chords,
            List<Cue> cues) {
        Reasons reasons = new Reasons();
        reasons.put("bpm", rhythm.rhythmReason());
        reasons.put("beatConfidence", rhythm.rhythmReason());
        reasons.put("beats", rhythm.rhythmReason());
        reasons.put("tempi", rhythm.rhythmReason());
        reasons.put("rhythmRegularity", rhythm.rhythmReason());
        reasons.put("onsets", rhythm.onsets().isEmpty() ? rhythm.rhythmReason() : null);
        reasons.put("timeSignature", rhythm.beatsPerBar() == null ? rhythm.meterReason() : null);
        reasons.put("downbeats", rhythm.downbeats().isEmpty() ? rhythm.meterReason() : null);
        reasons.put("key", key.reason());
        if (chords.isEmpty()) {
            reasons.put("chords", key.reason() == null ? "no triad was heard" : key.reason());
        }
        reasons.putIfMissing("integratedLufs", loudness.integratedLufs(), "no 400 ms louder than -70 LUFS");
        reasons.putIfMissing("loudnessRangeLu", loudness.rangeLu(), "no 3 seconds louder than -70 LUFS");
        reasons.putIfMissing("truePeakDbtp", loudness.truePeakDbtp(), "digital silence");
        reasons.putIfMissing("maxMomentaryLufs", loudness.maxMomentaryLufs(), "no 400 ms louder than -70 LUFS");
        reasons.putIfMissing("maxShortTermLufs", loudness.maxShortTermLufs(), "no 3 seconds louder than -70 LUFS");
        reasons.put("spectrum", spectrum.reason());
        reasons.put("sections", structure.reason());
        reasons.put("notes", notes.reason());
        reasons.put("cues", cues.isEmpty() ? "neither beats nor sections were found" : null);
        return reasons.reasons;
    }

    private void put(String fact, @Nullable String reason) {
        if (reason != null) {
            reasons.put(fact, reason);
        }
    }

    private void putIfMissing(String fact, @Nullable Double value, String reason) {
        put(fact, value == null ? reason : null);
    }
}
