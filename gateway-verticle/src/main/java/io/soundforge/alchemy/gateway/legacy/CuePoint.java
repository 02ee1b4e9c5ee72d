package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import java.util.List;

/**
 * Where a section of the track begins. The label says which sections sound alike, not what they are to a songwriter: that
 * was never found out.
 *
 * @param time seconds
 * @param label {@code Section A}
 * @param type the label's first word in lower case
 * @param duration seconds
 */
record CuePoint(double time, String label, String type, double duration) {
    /** The notes that begin within a section; times in seconds. */
    record SegmentMidi(String sectionName, double startTime, double endTime, List<NoteEvent> notes) {}

    static List<CuePoint> of(List<Section> sections) {
        return sections.stream()
                .map(section ->
                        new CuePoint(section.start(), name(section), "section", section.end() - section.start()))
                .toList();
    }

    static List<SegmentMidi> notesOf(List<Section> sections, List<NoteEvent> notes) {
        return sections.stream()
                .map(section -> new SegmentMidi(
                        name(section),
                        section.start(),
                        section.end(),
                        notes.stream()
                                .filter(note -> note.start() >= section.start() && note.start() < section.end())
                                .toList()))
                .toList();
    }

    private static String name(Section section) {
        return "Section " + section.label();
    }
}
