package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.SpectrumEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A track's analysis as old clients see it, without a status. What was not found is null or empty, and {@code reasons}
 * says why.
 *
 * @param duration seconds
 * @param bpm rounded
 * @param keyStrength 0 to 1
 * @param loudness integrated, in LUFS, two decimals
 * @param spectralCentroid Hz
 * @param spectralContrast dB, seven bands
 * @param waveformEnvelope peaks in 0 … 1, about a thousand
 * @param frequencySpectrum a hundred mean magnitudes, the largest 1
 */
record AnalysisResult(
        String trackId,
        String analyzedAt,
        double duration,
        @Nullable Long bpm,
        @Nullable String key,
        @Nullable Double keyStrength,
        @Nullable Double loudness,
        @Nullable String timeSignature,
        @Nullable Double spectralCentroid,
        List<Double> spectralContrast,
        List<Double> waveformEnvelope,
        List<Double> frequencySpectrum,
        List<CuePoint> cuePoints,
        Timeline timeline,
        List<NoteEvent> midiNotes,
        List<CuePoint.SegmentMidi> segmentMidi,
        List<AnalysisTag> tags,
        Map<String, String> reasons) {

    /** @param job the analysis that has completed */
    static AnalysisResult of(Job job, ClientView track, TrackAnalysis analysis) {
        Instant finished = job.finishedAt();
        KeyEstimate key = analysis.key();
        SpectrumEstimate spectrum = analysis.spectrum();
        return new AnalysisResult(
                track.trackId(),
                JobWords.timeInSeconds(finished == null ? job.createdAt() : finished),
                analysis.duration(),
                roundedBpm(analysis),
                key == null ? null : key.text(),
                key == null ? null : key.confidence(),
                roundedLoudness(analysis),
                analysis.timeSignature(),
                spectrum == null ? null : spectrum.centroidHz(),
                spectrum == null ? List.of() : spectrum.contrastDb(),
                analysis.waveform(),
                spectrum == null ? List.of() : spectrum.magnitudes(),
                CuePoint.of(analysis.sections()),
                Timeline.of(analysis),
                analysis.notes(),
                CuePoint.notesOf(analysis.sections(), analysis.notes()),
                AnalysisTag.of(analysis),
                analysis.reasons());
    }

    static @Nullable Long roundedBpm(TrackAnalysis analysis) {
        Double bpm = analysis.bpm();
        return bpm == null ? null : Math.round(bpm);
    }

    static @Nullable Double roundedLoudness(TrackAnalysis analysis) {
        Double lufs = analysis.loudness().integratedLufs();
        return lufs == null ? null : Math.round(100 * lufs) / 100.0;
    }
}
