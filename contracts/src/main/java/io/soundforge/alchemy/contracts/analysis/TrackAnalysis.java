package io.soundforge.alchemy.contracts.analysis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts found in a track's audio. What could not be found is null, and {@code reasons} says why under the field's
 * name; nothing is invented.
 *
 * @param duration seconds
 * @param bpm beats per minute, fractional
 * @param beatConfidence 0 to 1
 * @param beats seconds from the start, ascending
 * @param downbeats a subset of the beats
 * @param timeSignature such as {@code 4/4}
 * @param spectrum null when nothing but silence was heard
 * @param sections without gaps or overlaps; empty when no structure was found
 * @param notes the notes of the leading and the lowest voice, by start
 * @param waveform absolute peaks in 0 … 1, about 1000 over the whole track
 * @param tuningCents how far the track is tuned from A4 = 440 Hz, -50 to 50; null when no notes were heard
 * @param chords without gaps or overlaps; empty when no notes were heard
 * @param cues by time
 * @param tempi the tempo and the likeliest other one, such as its half or double; empty without rhythm
 * @param rhythmRegularity how evenly the beats follow each other, 0 to 1; null without rhythm
 * @param onsets seconds at which something begins, ascending, at least 30 ms apart and within {@code duration}
 */
public record TrackAnalysis(
        double duration,
        @Nullable Double bpm,
        @Nullable Double beatConfidence,
        List<Double> beats,
        List<Double> downbeats,
        @Nullable String timeSignature,
        @Nullable KeyEstimate key,
        LoudnessEstimate loudness,
        @Nullable SpectrumEstimate spectrum,
        List<Section> sections,
        List<NoteEvent> notes,
        List<Double> waveform,
        Map<String, String> reasons,
        @Nullable Double tuningCents,
        List<ChordStretch> chords,
        List<CueMark> cues,
        List<TempoCandidate> tempi,
        @Nullable Double rhythmRegularity,
        List<Double> onsets) {
    public TrackAnalysis {
        beats = List.copyOf(beats);
        downbeats = List.copyOf(downbeats);
        // Analyses stored by earlier releases lack the newer lists.
        sections = sections == null ? List.of() : List.copyOf(sections);
        notes = notes == null ? List.of() : List.copyOf(notes);
        waveform = List.copyOf(waveform);
        reasons = Map.copyOf(reasons);
        chords = chords == null ? List.of() : List.copyOf(chords);
        cues = cues == null ? List.of() : List.copyOf(cues);
        tempi = tempi == null ? List.of() : List.copyOf(tempi);
        onsets = onsets == null ? List.of() : List.copyOf(onsets);
    }

    /** An analysis without other tempi, regularity and onsets. */
    public TrackAnalysis(
            double duration,
            @Nullable Double bpm,
            @Nullable Double beatConfidence,
            List<Double> beats,
            List<Double> downbeats,
            @Nullable String timeSignature,
            @Nullable KeyEstimate key,
            LoudnessEstimate loudness,
            @Nullable SpectrumEstimate spectrum,
            List<Section> sections,
            List<NoteEvent> notes,
            List<Double> waveform,
            Map<String, String> reasons,
            @Nullable Double tuningCents,
            List<ChordStretch> chords,
            List<CueMark> cues) {
        this(
                duration,
                bpm,
                beatConfidence,
                beats,
                downbeats,
                timeSignature,
                key,
                loudness,
                spectrum,
                sections,
                notes,
                waveform,
                reasons,
                tuningCents,
                chords,
                cues,
                List.of(),
                null,
                List.of());
    }

    /** An analysis without tuning, chords and cues either. */
    public TrackAnalysis(
            double duration,
            @Nullable Double bpm,
            @Nullable Double beatConfidence,
            List<Double> beats,
            List<Double> downbeats,
            @Nullable String timeSignature,
            @Nullable KeyEstimate key,
            LoudnessEstimate loudness,
            @Nullable SpectrumEstimate spectrum,
            List<Section> sections,
            List<NoteEvent> notes,
            List<Double> waveform,
            Map<String, String> reasons) {
        this(
                duration,
                bpm,
                beatConfidence,
                beats,
                downbeats,
                timeSignature,
                key,
                loudness,
                spectrum,
                sections,
                notes,
                waveform,
                reasons,
                null,
                List.of(),
                List.of());
    }
}
