package io.soundforge.alchemy.contracts.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.analysis.ChordStretch;
import io.soundforge.alchemy.contracts.analysis.CueMark;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ExportsTest {
    @Test
    void rekordbox_steadyTrack_hasOneTempoAndItsCues() throws Exception {
        Document xml = parse(RekordboxXml.of(List.of(track(even(128, 0.35, 400)))));

        Element track = (Element) xml.getElementsByTagName("TRACK").item(0);
        assertThat(track.getAttribute("Name")).isEqualTo("A <\"bad\"> & name\n");
        assertThat(track.getAttribute("AverageBpm")).isEqualTo("128.00");
        assertThat(track.getAttribute("Tonality")).isEqualTo("F#m");
        assertThat(track.getAttribute("Location")).isEqualTo("file://localhost/music/a%20b.mp3");
        NodeList tempos = xml.getElementsByTagName("TEMPO");
        assertThat(tempos.getLength()).isEqualTo(1);
        Element tempo = (Element) tempos.item(0);
        assertThat(tempo.getAttribute("Inizio")).isEqualTo("0.350");
        assertThat(tempo.getAttribute("Bpm")).isEqualTo("128.00");
        assertThat(tempo.getAttribute("Metro")).isEqualTo("4/4");
        // The second beat begins the first bar, so the first is the last of a bar.
        assertThat(tempo.getAttribute("Battito")).isEqualTo("4");
        NodeList marks = xml.getElementsByTagName("POSITION_MARK");
        assertThat(marks.getLength()).isEqualTo(4);
        assertThat(((Element) marks.item(0)).getAttribute("Num")).isEqualTo("-1");
        assertThat(((Element) marks.item(1)).getAttribute("Num")).isEqualTo("0");
    }

    @Test
    void rekordbox_driftingTrack_followsEveryBeat() throws Exception {
        List<Double> beats = new ArrayList<>();
        double time = 0.2;
        for (int i = 0; i < 300; i++) {
            beats.add(time);
            time += 60 / (100 + 0.1 * i);
        }

        NodeList tempos = parse(RekordboxXml.of(List.of(track(beats)))).getElementsByTagName("TEMPO");

        assertThat(tempos.getLength()).isGreaterThan(3);
        for (double beat : beats) {
            assertThat(gridError(tempos, beat)).isLessThan(0.01);
        }
    }

    @Test
    void midi_playsEveryEventAtItsSecond() throws Exception {
        TrackAnalysis analysis = analysis(even(128, 0.35, 60));

        Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(MidiFile.of(analysis)));

        assertThat(sequence.getResolution()).isEqualTo(960);
        Track[] tracks = sequence.getTracks();
        assertThat(tracks).hasSize(2);
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < tracks[1].size(); i++) {
            MidiEvent event = tracks[1].get(i);
            if (event.getMessage() instanceof ShortMessage note && note.getCommand() == ShortMessage.NOTE_ON) {
                starts.add(second(tracks[0], event.getTick()));
            }
        }
        assertThat(starts).hasSize(2);
        assertThat(starts.get(0)).isCloseTo(1.0, within(0.002));
        assertThat(starts.get(1)).isCloseTo(20.25, within(0.002));
        // Beats are quarters, and the first bar line is a downbeat.
        long quarter = Math.round(0.35 * 128 / 60);
        assertThat(second(tracks[0], 960 * (quarter + 40))).isCloseTo(0.35 + 40 * 60 / 128.0, within(0.002));
        assertThat(meters(tracks[0])).containsExactly(List.of(0L, 2L), List.of(960L * 2, 4L));
    }

    @Test
    void midi_withoutBeats_keepsSeconds() throws Exception {
        Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(MidiFile.of(analysis(List.of()))));

        MidiEvent first = sequence.getTracks()[1].get(0);
        assertThat(second(sequence.getTracks()[0], first.getTick())).isCloseTo(1.0, within(0.001));
    }

    @Test
    void csv_numbersBeatsAndBars() {
        assertThat(BeatTable.csv(analysis(even(120, 0.5, 6))).lines())
                .containsExactly(
                        "time,beat,bar,position",
                        "0.5000,1,0,4",
                        "1.0000,2,1,1",
                        "1.5000,3,1,2",
                        "2.0000,4,1,3",
                        "2.5000,5,1,4",
                        "3.0000,6,2,1");
    }

    @Test
    void jams_hasANamespaceForEachFact() {
        Map<String, Object> jams = Jams.of(track(even(120, 0.5, 9)));

        assertThat(jams).containsKeys("annotations", "file_metadata", "sandbox");
        List<String> namespaces = new ArrayList<>();
        for (Object annotation : (List<?>) Objects.requireNonNull(jams.get("annotations"))) {
            namespaces.add(String.valueOf(((Map<?, ?>) annotation).get("namespace")));
        }
        assertThat(namespaces)
                .containsExactly("tempo", "beat", "beat_position", "key_mode", "chord", "segment_open", "note_midi");
    }

    private static AnalysedTrack track(List<Double> beats) {
        return new AnalysedTrack(
                "A <\"bad\"> & \u0001name\n", "Artist", null, "file:///music/a%20b.mp3", analysis(beats));
    }

    private static List<Double> even(double bpm, double first, int count) {
        List<Double> beats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            beats.add(Math.round((first + i * 60 / bpm) * 10_000) / 10_000.0);
        }
        return beats;
    }

    /** Every fourth beat begins a bar, the second beat the first. */
    private static TrackAnalysis analysis(List<Double> beats) {
        List<Double> downbeats = new ArrayList<>();
        for (int i = 1; i < beats.size(); i += 4) {
            downbeats.add(beats.get(i));
        }
        return new TrackAnalysis(
                200,
                beats.isEmpty() ? null : Double.valueOf(128),
                beats.isEmpty() ? null : Double.valueOf(0.9),
                beats,
                downbeats,
                beats.isEmpty() ? null : "4/4",
                new KeyEstimate("F#", "minor", "11A", 0.8),
                new LoudnessEstimate(-9.0, 4.0, -0.5),
                null,
                List.of(new Section(0, 200, "A", 1.0)),
                List.of(new NoteEvent(60, 1, 1.5, 100), new NoteEvent(62, 20.25, 21, 90)),
                List.of(),
                Map.of(),
                0.0,
                List.of(new ChordStretch(0, 200, "F#:min", 0.9)),
                List.of(new CueMark(0.35, CueMark.DOWNBEAT, "Start"), new CueMark(60, CueMark.DROP, "Drop B")));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Distance of a beat from the nearest line of the grid it is under. */
    private static double gridError(NodeList tempos, double beat) {
        Element under = (Element) tempos.item(0);
        for (int i = 0; i < tempos.getLength(); i++) {
            Element tempo = (Element) tempos.item(i);
            under = Double.parseDouble(tempo.getAttribute("Inizio")) <= beat + 0.005 ? tempo : under;
        }
        double length = 60 / Double.parseDouble(under.getAttribute("Bpm"));
        double lines = (beat - Double.parseDouble(under.getAttribute("Inizio"))) / length;
        return Math.abs(lines - Math.round(lines)) * length;
    }

    private static double second(Track conductor, long tick) {
        double second = 0;
        double perTick = 0.5 / 960;
        long at = 0;
        for (int i = 0; i < conductor.size(); i++) {
            MidiEvent event = conductor.get(i);
            if (event.getTick() <= tick && event.getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
                second += (event.getTick() - at) * perTick;
                at = event.getTick();
                byte[] data = meta.getData();
                perTick = (((data[0] & 0xFF) << 16) + ((data[1] & 0xFF) << 8) + (data[2] & 0xFF)) / 1e6 / 960;
            }
        }
        return second + (tick - at) * perTick;
    }

    private static List<List<Long>> meters(Track conductor) {
        List<List<Long>> meters = new ArrayList<>();
        for (int i = 0; i < conductor.size(); i++) {
            MidiEvent event = conductor.get(i);
            if (event.getMessage() instanceof MetaMessage meta && meta.getType() == 0x58) {
                meters.add(List.of(event.getTick(), (long) meta.getData()[0]));
            }
        }
        return meters;
    }
}
