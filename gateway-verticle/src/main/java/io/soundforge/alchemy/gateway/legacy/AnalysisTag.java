package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.SpectrumEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.List;

/**
 * A word for a fact of the analysis. A fact that was not found has no tag.
 *
 * @param value a number or a text, depending on the type
 */
record AnalysisTag(String type, String name, Object value) {
    static List<AnalysisTag> of(TrackAnalysis analysis) {
        List<AnalysisTag> tags = new ArrayList<>();
        addTempo(tags, analysis);
        addKey(tags, analysis);
        addLoudness(tags, analysis);
        addTimbre(tags, analysis);
        tags.add(new AnalysisTag("status", "analyzed", "true"));
        return List.copyOf(tags);
    }

    private static void addTempo(List<AnalysisTag> tags, TrackAnalysis analysis) {
        Long bpm = AnalysisResult.roundedBpm(analysis);
        if (bpm != null) {
            String name = bpm < 70 ? "slow" : bpm < 100 ? "medium" : bpm < 130 ? "fast" : "very-fast";
            tags.add(new AnalysisTag("tempo", name, bpm));
        }
    }

    private static void addKey(List<AnalysisTag> tags, TrackAnalysis analysis) {
        KeyEstimate key = analysis.key();
        if (key != null) {
            tags.add(new AnalysisTag("key", key.tonic(), key.text()));
            tags.add(new AnalysisTag("scale", key.mode(), key.mode()));
        }
    }

    private static void addLoudness(List<AnalysisTag> tags, TrackAnalysis analysis) {
        Double lufs = AnalysisResult.roundedLoudness(analysis);
        if (lufs != null) {
            tags.add(new AnalysisTag("loudness", lufs < -18 ? "quiet" : lufs < -9 ? "moderate" : "loud", lufs));
        }
    }

    private static void addTimbre(List<AnalysisTag> tags, TrackAnalysis analysis) {
        SpectrumEstimate spectrum = analysis.spectrum();
        if (spectrum != null) {
            double hertz = spectrum.centroidHz();
            String name = hertz < 1000 ? "warm" : hertz < 3000 ? "balanced" : "bright";
            tags.add(new AnalysisTag("timbre", name, hertz));
        }
    }
}
