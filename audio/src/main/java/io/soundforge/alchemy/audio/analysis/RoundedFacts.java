package io.soundforge.alchemy.audio.analysis;

import io.soundforge.alchemy.contracts.analysis.ChordStretch;
import io.soundforge.alchemy.contracts.analysis.CueMark;
import io.soundforge.alchemy.contracts.analysis.KeyCandidate;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.KeyStretch;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.SpectrumEstimate;
import io.soundforge.alchemy.contracts.analysis.TempoCandidate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.dsp.analysis.AudioFacts;
import io.soundforge.alchemy.dsp.loudness.Loudness;
import io.soundforge.alchemy.dsp.melody.NoteFinding;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import io.soundforge.alchemy.dsp.structure.Cue;
import io.soundforge.alchemy.dsp.structure.StructureFinding;
import io.soundforge.alchemy.dsp.timbre.TimbreFinding;
import io.soundforge.alchemy.dsp.tonal.ChordSpan;
import io.soundforge.alchemy.dsp.tonal.KeyFinding;
import io.soundforge.alchemy.dsp.tonal.KeySpan;
import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says the facts in the words of the contracts, with as many decimals as mean something. */
final class RoundedFacts {
    private static final int TEMPO_DECIMALS = 3;
    private static final int TIME_DECIMALS = 4;
    private static final int LEVEL_DECIMALS = 2;
    private static final int PEAK_DECIMALS = 4;
    private static final int FREQUENCY_DECIMALS = 1;
    private static final int MAGNITUDE_DECIMALS = 5;
    private static final int CONFIDENCE_DECIMALS = 3;

    private RoundedFacts() {}

    static TrackAnalysis of(AudioFacts facts) {
        RhythmFinding rhythm = facts.rhythm();
        return new TrackAnalysis(
                rounded(facts.duration(), TIME_DECIMALS),
                roundedOrNull(rhythm.bpm(), TEMPO_DECIMALS),
                rhythm.bpm() == null ? null : rounded(rhythm.confidence(), CONFIDENCE_DECIMALS),
                rounded(rhythm.beats(), TIME_DECIMALS),
                rounded(rhythm.downbeats(), TIME_DECIMALS),
                rhythm.timeSignature(),
                key(facts.key(), facts.duration()),
                loudness(facts.loudness()),
                spectrum(facts.spectrum()),
                sections(facts.structure()),
                notes(facts.notes()),
                rounded(facts.waveform(), PEAK_DECIMALS),
                facts.reasons(),
                facts.key().key() == null ? null : rounded(facts.key().tuningCents(), FREQUENCY_DECIMALS),
                chords(facts.chords()),
                cues(facts.cues()),
                tempi(rhythm),
                rhythm.bpm() == null ? null : rounded(rhythm.regularity(), CONFIDENCE_DECIMALS),
                onsets(rhythm, facts.duration()));
    }

    private static List<TempoCandidate> tempi(RhythmFinding rhythm) {
        return rhythm.tempi().stream()
                .map(tempo -> new TempoCandidate(
                        rounded(tempo.bpm(), TEMPO_DECIMALS), rounded(tempo.salience(), CONFIDENCE_DECIMALS)))
                .toList();
    }

    private static List<Double> onsets(RhythmFinding rhythm, double duration) {
        return rhythm.onsets().stream()
                .filter(onset -> onset <= duration)
                .map(onset -> rounded(onset, TIME_DECIMALS))
                .toList();
    }

    private static List<ChordStretch> chords(List<ChordSpan> chords) {
        return chords.stream()
                .map(chord -> new ChordStretch(
                        rounded(chord.start(), TIME_DECIMALS),
                        rounded(chord.end(), TIME_DECIMALS),
                        chord.chord(),
                        rounded(chord.confidence(), CONFIDENCE_DECIMALS)))
                .toList();
    }

    private static List<CueMark> cues(List<Cue> cues) {
        return cues.stream()
                .map(cue -> new CueMark(
                        rounded(cue.time(), TIME_DECIMALS), cue.kind().name().toLowerCase(Locale.ROOT), cue.label()))
                .toList();
    }

    private static @Nullable KeyEstimate key(KeyFinding finding, double duration) {
        MusicalKey key = finding.key();
        return key == null
                ? null
                : new KeyEstimate(
                        key.tonic(),
                        key.mode(),
                        key.camelot(),
                        rounded(finding.confidence(), CONFIDENCE_DECIMALS),
                        key.openKey(),
                        candidate(finding.second(), finding.secondConfidence()),
                        stretches(finding.stretches(), duration));
    }

    private static @Nullable KeyCandidate candidate(@Nullable MusicalKey key, double confidence) {
        return key == null
                ? null
                : new KeyCandidate(
                        key.tonic(),
                        key.mode(),
                        key.camelot(),
                        key.openKey(),
                        rounded(confidence, CONFIDENCE_DECIMALS));
    }

    /** The last stretch ends with the track. */
    private static List<KeyStretch> stretches(List<KeySpan> spans, double duration) {
        return IntStream.range(0, spans.size())
                .mapToObj(i -> {
                    KeySpan span = spans.get(i);
                    MusicalKey key = span.key();
                    double end = i + 1 == spans.size() ? duration : span.end();
                    return new KeyStretch(
                            rounded(span.start(), TIME_DECIMALS),
                            rounded(end, TIME_DECIMALS),
                            key.tonic(),
                            key.mode(),
                            key.camelot(),
                            key.openKey());
                })
                .toList();
    }

    private static LoudnessEstimate loudness(Loudness loudness) {
        return new LoudnessEstimate(
                roundedOrNull(loudness.integratedLufs(), LEVEL_DECIMALS),
                roundedOrNull(loudness.rangeLu(), LEVEL_DECIMALS),
                roundedOrNull(loudness.truePeakDbtp(), LEVEL_DECIMALS),
                roundedOrNull(loudness.maxMomentaryLufs(), LEVEL_DECIMALS),
                roundedOrNull(loudness.maxShortTermLufs(), LEVEL_DECIMALS));
    }

    private static @Nullable SpectrumEstimate spectrum(TimbreFinding finding) {
        Double centroid = finding.centroidHz();
        return centroid == null
                ? null
                : new SpectrumEstimate(
                        rounded(centroid, FREQUENCY_DECIMALS),
                        rounded(finding.contrastDb(), LEVEL_DECIMALS),
                        rounded(finding.magnitudes(), MAGNITUDE_DECIMALS));
    }

    private static List<Section> sections(StructureFinding finding) {
        return finding.sections().stream()
                .map(part -> new Section(
                        rounded(part.start(), TIME_DECIMALS),
                        rounded(part.end(), TIME_DECIMALS),
                        part.label(),
                        rounded(part.startConfidence(), CONFIDENCE_DECIMALS)))
                .toList();
    }

    private static List<NoteEvent> notes(NoteFinding finding) {
        return finding.notes().stream()
                .map(note -> new NoteEvent(
                        note.pitch(),
                        rounded(note.start(), TIME_DECIMALS),
                        rounded(note.end(), TIME_DECIMALS),
                        note.velocity()))
                .toList();
    }

    private static List<Double> rounded(List<? extends Number> values, int decimals) {
        return values.stream()
                .map(value -> rounded(value.doubleValue(), decimals))
                .toList();
    }

    private static @Nullable Double roundedOrNull(@Nullable Double value, int decimals) {
        return value == null ? null : rounded(value, decimals);
    }

    private static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
