package io.soundforge.alchemy.bench.analysis.music;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads sheets of styles; {@code styles.txt} says at its head how they are written. */
final class StyleSheet {
    private StyleSheet() {}

    static List<Style> read(String sheet) {
        try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream(sheet))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Style> parse(String text) {
        List<Style> styles = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                String name = line.substring(1, line.length() - 1);
                styles.add(new Style(name, new LinkedHashMap<>(), new ArrayList<>()));
            } else {
                add(styles.get(styles.size() - 1), line);
            }
        }
        return styles;
    }

    private static void add(Style style, String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            String[] words = line.split("\\s+", -1);
            Map<String, List<String>> settings = style.settings();
            settings.put(words[0], Arrays.asList(words).subList(1, words.length));
            return;
        }
        String[] head = line.substring(0, colon).strip().split("\\s+", -1);
        List<String> instruments = head.length < 2 ? List.of() : List.of(head[1].split(",", -1));
        List<String> patterns = Arrays.stream(line.substring(colon + 1).split("\\|", -1))
                .map(pattern -> pattern.replaceAll("\\s+", ""))
                .toList();
        style.parts().add(new Part(head[0], instruments, patterns));
    }
}
