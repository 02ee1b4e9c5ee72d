package io.soundforge.alchemy.bench.analysis.music;

import java.util.List;
import java.util.Map;

/**
 * A way to play.
 *
 * @param settings meter, tempo, swing, human, harmony, feel, mode: words as in the style sheet
 */
record Style(String name, Map<String, List<String>> settings, List<Part> parts) {
    Meter meter() {
        return Meter.of(word("meter", "4/4"));
    }

    String word(String setting, String otherwise) {
        return settings.getOrDefault(setting, List.of(otherwise)).get(0);
    }

    /** All words of a setting; one that is missing has the one word given. */
    List<String> words(String setting, String otherwise) {
        return settings.getOrDefault(setting, List.of(otherwise));
    }

    /** A number at place {@code part} (0 to 1) between the two of a setting. */
    double between(String setting, double low, double high, double part) {
        List<String> words = settings.getOrDefault(setting, List.of(String.valueOf(low), String.valueOf(high)));
        double from = Double.parseDouble(words.get(0));
        double to = Double.parseDouble(words.get(words.size() - 1));
        return from + (to - from) * part;
    }
}
