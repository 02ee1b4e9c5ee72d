package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.ChordStretch;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.KeyStretch;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An analysis as JAMS (Humphrey et al., JAMS: A JSON annotated music specification, 2014): tempo, beats, bars, key, chords,
 * sections and notes in their namespaces. The document is maps, lists, texts and numbers, to be written by any JSON writer.
 */
public final class Jams {
    private static final String VERSION = "0.3.4";

    private Jams() {}

    public static Map<String, Object> of(AnalysedTrack track) {
        TrackAnalysis analysis = track.analysis();
        List<Object> annotations = new ArrayList<>();
        List<Map<String, Object>> all = new ArrayList<>();
        if (analysis.bpm() != null) {
            all.add(entry(0, analysis.duration(), analysis.bpm(), analysis.beatConfidence()));
            annotations.add(annotation("tempo", analysis, all));
        }
        addBeats(annotations, analysis);
        addKeys(annotations, analysis);
        add(
                annotations,
                "chord",
                analysis,
                analysis.chords().stream().map(Jams::entry).toList());
        add(
                annotations,
                "segment_open",
                analysis,
                analysis.sections().stream().map(Jams::entry).toList());
        add(
                annotations,
                "note_midi",
                analysis,
                analysis.notes().stream().map(Jams::entry).toList());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("title", track.name());
        file.put("artist", track.artist() == null ? "" : track.artist());
        file.put("release", track.album() == null ? "" : track.album());
        file.put("duration", analysis.duration());
        file.put("identifiers", Map.of());
        file.put("jams_version", VERSION);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("annotations", annotations);
        document.put("file_metadata", file);
        document.put("sandbox", Map.of());
        return document;
    }

    private static void addBeats(List<Object> annotations, TrackAnalysis analysis) {
        BeatGrid grid = BeatGrid.of(analysis);
        int meter = BeatGrid.beatsPerBar(analysis);
        List<Map<String, Object>> beats = new ArrayList<>();
        List<Map<String, Object>> positions = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            int position = grid.position(i);
            beats.add(entry(grid.time(i), 0, position == 0 ? null : position, null));
            if (position > 0) {
                Map<String, Object> place = new LinkedHashMap<>();
                place.put("position", position);
                place.put("measure", grid.bar(i));
                place.put("num_beats", meter);
                place.put("beat_units", 4);
                positions.add(entry(grid.time(i), 0, place, null));
            }
        }
        add(annotations, "beat", analysis, beats);
        add(annotations, "beat_position", analysis, positions);
    }

    private static void addKeys(List<Object> annotations, TrackAnalysis analysis) {
        KeyEstimate key = analysis.key();
        if (key == null) {
            return;
        }
        List<Map<String, Object>> keys = new ArrayList<>();
        for (KeyStretch part : key.changes()) {
            keys.add(entry(part.start(), part.end() - part.start(), part.tonic() + ":" + part.mode(), null));
        }
        if (keys.isEmpty()) {
            keys.add(entry(0, analysis.duration(), key.tonic() + ":" + key.mode(), key.confidence()));
        }
        add(annotations, "key_mode", analysis, keys);
    }

    private static void add(
            List<Object> annotations, String namespace, TrackAnalysis analysis, List<Map<String, Object>> data) {
        if (!data.isEmpty()) {
            annotations.add(annotation(namespace, analysis, data));
        }
    }

    private static Map<String, Object> annotation(
            String namespace, TrackAnalysis analysis, List<Map<String, Object>> data) {
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("namespace", namespace);
        annotation.put("time", 0);
        annotation.put("duration", analysis.duration());
        annotation.put("data", data);
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("annotation_tools", "Sound Forge Alchemy");
        source.put("data_source", "program");
        annotation.put("annotation_metadata", source);
        annotation.put("sandbox", Map.of());
        return annotation;
    }

    private static Map<String, Object> entry(ChordStretch chord) {
        return entry(chord.start(), chord.end() - chord.start(), chord.chord(), chord.confidence());
    }

    private static Map<String, Object> entry(Section section) {
        return entry(section.start(), section.end() - section.start(), section.label(), section.startConfidence());
    }

    private static Map<String, Object> entry(NoteEvent note) {
        return entry(note.start(), note.end() - note.start(), note.pitch(), null);
    }

    private static Map<String, Object> entry(
            double time, double duration, @Nullable Object value, @Nullable Double confidence) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", time);
        entry.put("duration", duration);
        entry.put("value", value);
        entry.put("confidence", confidence);
        return entry;
    }
}
