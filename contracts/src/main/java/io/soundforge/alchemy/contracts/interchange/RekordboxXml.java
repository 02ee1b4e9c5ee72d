package io.soundforge.alchemy.contracts.interchange;

import io.soundforge.alchemy.contracts.analysis.CueMark;
import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A collection that rekordbox imports (File, Preferences, Advanced, "rekordbox xml"); Mixxx and djay read it too. Beat grids
 * are {@code TEMPO} elements, one per stretch of even tempo; cue points are {@code POSITION_MARK}s, all of them as memory cues
 * and the first eight as hot cues. Field names and ranges are those of AlphaTheta's "XML format list".
 */
public final class RekordboxXml {
    private static final double TOLERANCE = 0.008;
    private static final double TEMPO_STEP = 0.01;
    private static final int HOT_CUES = 8;

    private RekordboxXml() {}

    /** The document, as text to be stored in UTF-8. */
    public static String of(List<AnalysedTrack> tracks) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<DJ_PLAYLISTS Version=\"1.0.0\">\n");
        xml.append("  <PRODUCT Name=\"Sound Forge Alchemy\" Version=\"1.0\" Company=\"\"/>\n");
        xml.append("  <COLLECTION Entries=\"").append(tracks.size()).append("\">\n");
        for (int i = 0; i < tracks.size(); i++) {
            append(xml, i + 1, tracks.get(i));
        }
        xml.append(
                "  </COLLECTION>\n  <PLAYLISTS>\n    <NODE Type=\"0\" Name=\"ROOT\" Count=\"0\"/>\n  </PLAYLISTS>\n");
        return xml.append("</DJ_PLAYLISTS>\n").toString();
    }

    private static void append(StringBuilder xml, int id, AnalysedTrack track) {
        TrackAnalysis analysis = track.analysis();
        List<String> fields = new ArrayList<>();
        fields.add(field("TrackID", Integer.toString(id)));
        fields.add(field("Name", track.name()));
        fields.add(field("Artist", track.artist()));
        fields.add(field("Album", track.album()));
        fields.add(field("TotalTime", Long.toString(Math.round(analysis.duration()))));
        fields.add(field("AverageBpm", analysis.bpm() == null ? null : number(analysis.bpm(), 2)));
        fields.add(field("Tonality", tonality(analysis.key())));
        fields.add(field("Location", localhost(track.location())));
        xml.append("    <TRACK").append(String.join("", fields)).append(">\n");
        tempos(xml, analysis);
        cues(xml, analysis.cues());
        xml.append("    </TRACK>\n");
    }

    private static void tempos(StringBuilder xml, TrackAnalysis analysis) {
        BeatGrid grid = BeatGrid.of(analysis);
        String meter = analysis.timeSignature() == null ? "4/4" : analysis.timeSignature();
        for (BeatGrid.Run run : grid.runs(TOLERANCE, TEMPO_STEP)) {
            xml.append("      <TEMPO")
                    .append(field("Inizio", number(grid.time(run.beat()), 3)))
                    .append(field("Bpm", number(run.bpm(), 2)))
                    .append(field("Metro", meter))
                    .append(field("Battito", Integer.toString(Math.max(1, grid.position(run.beat())))))
                    .append("/>\n");
        }
    }

    private static void cues(StringBuilder xml, List<CueMark> cues) {
        for (int i = 0; i < cues.size(); i++) {
            mark(xml, cues.get(i), -1);
            if (i < HOT_CUES) {
                mark(xml, cues.get(i), i);
            }
        }
    }

    private static void mark(StringBuilder xml, CueMark cue, int number) {
        xml.append("      <POSITION_MARK")
                .append(field("Name", cue.label()))
                .append(field("Type", "0"))
                .append(field("Start", number(cue.time(), 3)))
                .append(field("Num", Integer.toString(number)))
                .append("/>\n");
    }

    /** {@code F#m} or {@code Db}. */
    static @Nullable String tonality(@Nullable KeyEstimate key) {
        return key == null ? null : key.tonic() + (key.mode().equals("minor") ? "m" : "");
    }

    private static String localhost(String location) {
        return location.startsWith("file:///")
                ? "file://localhost/" + location.substring("file:///".length())
                : location;
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : " " + name + "=\"" + escaped(value) + "\"";
    }

    /** Characters that XML 1.0 forbids are left out. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\t', '\n', '\r' -> safe.append("&#").append(c).append(';');
                default -> {
                    if ((c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}
