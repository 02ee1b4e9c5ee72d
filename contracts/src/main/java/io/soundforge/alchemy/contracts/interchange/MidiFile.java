package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A standard MIDI file (format 1, 960 ticks to the quarter): a track with tempo map, time signature and key signature, and a
 * track with the notes. Beats fall on quarters and, where bars are known, downbeats on bar lines; played back, every event
 * sounds at its second. Without beats, quarters are half a second.
 */
public final class MidiFile {
    private static final int PER_QUARTER = 960;
    private static final double TOLERANCE = 0.001;
    private static final double TEMPO_STEP = 0.001;
    private static final double DEFAULT_BPM = 120;
    private static final int NOTE_ON = 0x90;
    private static final int NOTE_OFF = 0x80;
    /** Sharps (positive) or flats of the major keys by pitch class, as few as possible. */
    private static final int[] ACCIDENTALS = {0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5};

    private static final Map<String, Integer> PITCH_CLASSES = Map.ofEntries(
            Map.entry("C", 0),
            Map.entry("C#", 1),
            Map.entry("D", 2),
            Map.entry("Eb", 3),
            Map.entry("E", 4),
            Map.entry("F", 5),
            Map.entry("F#", 6),
            Map.entry("G", 7),
            Map.entry("Ab", 8),
            Map.entry("A", 9),
            Map.entry("Bb", 10),
            Map.entry("B", 11));

    private MidiFile() {}

    /** The file's bytes. */
    public static byte[] of(TrackAnalysis analysis) {
        TempoMap tempos = TempoMap.of(analysis, PER_QUARTER, DEFAULT_BPM, TOLERANCE, TEMPO_STEP);
        MidiBytes file = new MidiBytes();
        file.text("MThd").int32(6).int16(1).int16(2).int16(PER_QUARTER);
        file.chunk(conductor(analysis, tempos));
        file.chunk(notes(analysis.notes(), tempos));
        return file.toArray();
    }

    private static MidiBytes conductor(TrackAnalysis analysis, TempoMap tempos) {
        List<Event> events = new ArrayList<>();
        for (TempoMap.Change change : tempos.changes()) {
            int micros = change.microsPerQuarter();
            events.add(new Event(change.tick(), 1, meta(0x51, micros >> 16, micros >> 8, micros)));
        }
        for (TempoMap.Meter meter : tempos.meters()) {
            events.add(new Event(meter.tick(), 0, meta(0x58, meter.beats(), 2, 24, 8)));
        }
        KeyEstimate key = analysis.key();
        if (key != null) {
            boolean minor = key.mode().equals("minor");
            int tonic = PITCH_CLASSES.getOrDefault(key.tonic(), 0);
            events.add(new Event(0, 2, meta(0x59, ACCIDENTALS[(tonic + (minor ? 3 : 0)) % 12], minor ? 1 : 0)));
        }
        return track(events);
    }

    private static MidiBytes notes(List<NoteEvent> notes, TempoMap tempos) {
        List<Event> events = new ArrayList<>();
        for (NoteEvent note : notes) {
            long on = tempos.tick(note.start());
            long off = Math.max(on + 1, tempos.tick(note.end()));
            events.add(new Event(on, 1, new byte[] {(byte) NOTE_ON, (byte) note.pitch(), (byte) note.velocity()}));
            // Offs come first, so that a note that begins when another of its pitch ends is not cut.
            events.add(new Event(off, 0, new byte[] {(byte) NOTE_OFF, (byte) note.pitch(), 64}));
        }
        return track(events);
    }

    private record Event(long tick, int order, byte[] bytes) {}

    private static byte[] meta(int type, int... data) {
        byte[] bytes = new byte[data.length + 3];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) type;
        bytes[2] = (byte) data.length;
        for (int i = 0; i < data.length; i++) {
            bytes[i + 3] = (byte) data[i];
        }
        return bytes;
    }

    private static MidiBytes track(List<Event> events) {
        events.sort(Comparator.comparingLong(Event::tick).thenComparingInt(Event::order));
        MidiBytes track = new MidiBytes();
        long at = 0;
        for (Event event : events) {
            track.variable(event.tick() - at).bytes(event.bytes());
            at = event.tick();
        }
        return track.variable(0).bytes(meta(0x2F));
    }
}
