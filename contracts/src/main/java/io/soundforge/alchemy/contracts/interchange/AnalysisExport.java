package io.soundforge.alchemy.contracts.interchange;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms an analysis is exported in. */
public enum AnalysisExport {
    REKORDBOX("rekordbox.xml", "application/xml"),
    MIDI("notes.mid", "audio/midi"),
    JAMS("analysis.jams", "application/json"),
    CSV("beats.csv", "text/csv");

    private final String fileName;
    private final String contentType;

    AnalysisExport(String fileName, String contentType) {
        this.fileName = fileName;
        this.contentType = contentType;
    }

    /** {@code rekordbox}, {@code midi}, {@code jams} or {@code csv}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the exported file, and the end of its name where several tracks' exports lie side by side. */
    public String fileName() {
        return fileName;
    }

    public String contentType() {
        return contentType;
    }

    /** The export with this file name. */
    public static Optional<AnalysisExport> ofFileName(String name) {
        return Arrays.stream(values())
                .filter(export -> export.fileName.equals(name))
                .findFirst();
    }

    /** All file names, for messages. */
    public static String fileNames() {
        return Arrays.stream(values()).map(AnalysisExport::fileName).collect(joining(", "));
    }
}
