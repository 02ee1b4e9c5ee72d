package io.soundforge.alchemy.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Prints what became of a track. */
final class DemoReport {
    private final PrintStream out;

    DemoReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the track's facts and files.
     *
     * @param stems where the stems were saved, by type
     */
    void print(JsonNode track, Map<String, Path> stems) {
        out.println();
        out.println(title(track));
        JsonNode analysis = track.path("analysis");
        if (analysis.isObject()) {
            printAnalysis(analysis);
        }
        JsonNode separation = track.path("separation");
        if (separation.isObject()) {
            row("Model", separation.path("model").asText());
            stems.forEach((type, file) -> row(type, file.toString()));
        }
        if (track.path("error").isTextual()) {
            row("Failed", track.path("error").asText());
        }
        if (separation.path("preview").asBoolean()) {
            out.println();
            out.println("  These stems come from the built-in preview engine, which needs no weights. For stems of");
            out.println("  Demucs quality install a model: ./alchemy models pull htdemucs");
        }
    }

    private static String title(JsonNode track) {
        String artist = track.path("artist").isTextual() ? track.path("artist").asText() + " – " : "";
        String length = track.path("duration").isNumber()
                ? String.format(Locale.ROOT, " (%.1f s)", track.path("duration").asDouble())
                : "";
        return artist + track.path("name").asText() + length;
    }

    private void printAnalysis(JsonNode analysis) {
        JsonNode reasons = analysis.path("reasons");
        JsonNode key = analysis.path("key");
        JsonNode lufs = analysis.path("loudness").path("integratedLufs");
        row("BPM", number(analysis.path("bpm"), "%.2f", reasons.path("bpm")));
        row(
                "Key",
                key.isObject()
                        ? key.path("tonic").asText() + " " + key.path("mode").asText() + " ("
                                + key.path("camelot").asText() + ")"
                        : unknown(reasons.path("key")));
        row("Loudness", number(lufs, "%.1f LUFS", reasons.path("integratedLufs")));
        String metre = analysis.path("timeSignature").isTextual()
                ? " in " + analysis.path("timeSignature").asText()
                : "";
        row("Beats", analysis.path("beats").size() + metre);
    }

    private static String number(JsonNode value, String format, JsonNode reason) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : unknown(reason);
    }

    private static String unknown(JsonNode reason) {
        return reason.isTextual() ? "– (" + reason.asText() + ")" : "–";
    }

    private void row(String label, String value) {
        out.printf("  %-10s %s%n", label, value);
    }
}
