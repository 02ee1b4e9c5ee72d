package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An analysis in one line: {@code 3:07, 128.0 BPM, 4/4, F# minor (11A), -9.3 LUFS, sections ABA}. */
final class AnalysisText {
    private AnalysisText() {}

    static String of(TrackAnalysis analysis) {
        List<String> facts = new ArrayList<>();
        long seconds = Math.round(analysis.duration());
        facts.add(String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
        facts.add(number(analysis.bpm(), "BPM", "no tempo"));
        if (analysis.timeSignature() != null) {
            facts.add(analysis.timeSignature());
        }
        facts.add(
                analysis.key() == null
                        ? "no key"
                        : analysis.key().text() + " (" + analysis.key().camelot() + ")");
        facts.add(number(analysis.loudness().integratedLufs(), "LUFS", "silent"));
        if (analysis.sections().size() > 1) {
            facts.add("sections " + form(analysis.sections()));
        }
        return String.join(", ", facts);
    }

    /** The labels in a row, such as {@code ABA}. */
    private static String form(List<Section> sections) {
        return sections.stream().map(Section::label).collect(Collectors.joining());
    }

    private static String number(@Nullable Double value, String unit, String none) {
        return value == null ? none : String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
