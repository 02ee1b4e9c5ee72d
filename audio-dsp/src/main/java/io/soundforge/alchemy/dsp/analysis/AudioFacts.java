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

/**
 * The facts found in a track's samples; every number is finite. What could not be found is null or empty, and
 * {@code reasons} says why.
 *
 * @param duration seconds
 * @param waveform absolute peaks in 0 … 1, 1000 over the whole track (fewer only for fewer frames)
 * @param reasons by the names {@code bpm, beatConfidence, beats, timeSignature, downbeats, key, integratedLufs,
 *     loudnessRangeLu, truePeakDbtp,
 *     maxMomentaryLufs, maxShortTermLufs, spectrum, sections, notes, chords, cues} and more
 * @param chords without gaps from 0 to the end; empty where nothing tonal was heard
 * @param cues by time
 */
public record AudioFacts(
        double duration,
        RhythmFinding rhythm,
        KeyFinding key,
        Loudness loudness,
        TimbreFinding spectrum,
        StructureFinding structure,
        NoteFinding notes,
        List<Float> waveform,
        Map<String, String> reasons,
        List<ChordSpan> chords,
        List<Cue> cues) {
    public AudioFacts {
        waveform = List.copyOf(waveform);
        reasons = Map.copyOf(reasons);
        chords = List.copyOf(chords);
        cues = List.copyOf(cues);
    }
}
