package io.soundforge.alchemy.audio.media;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads tags in ffmpeg's metadata format (<a href="https://ffmpeg.org/ffmpeg-formats.html#Metadata-1">ffmetadata</a>):
 * lines of {@code key=value} in which a backslash protects {@code = ; # \} and line ends.
 */
final class TagReader {
    private static final int LONGEST_VALUE = 500;

    /** Those that describe the music; a container's technical ones are left out. */
    private static final Set<String> KEPT = Set.of(
            "title",
            "artist",
            "album",
            "album_artist",
            "composer",
            "genre",
            "date",
            "year",
            "track",
            "disc",
            "isrc",
            "comment");

    private TagReader() {}

    /** Lower-case keys to values of at most 500 characters without control characters; the first of equal keys wins. */
    static Map<String, String> read(String ffmetadata) {
        Map<String, String> tags = new LinkedHashMap<>();
        StringBuilder key = new StringBuilder();
        StringBuilder value = new StringBuilder();
        StringBuilder part = key;
        for (int i = 0; i < ffmetadata.length(); i++) {
            char c = ffmetadata.charAt(i);
            if (c == '\\' && i + 1 < ffmetadata.length()) {
                part.append(ffmetadata.charAt(++i));
            } else if (c == '=' && part == key) {
                part = value;
            } else if (c == '\n') {
                keep(tags, key.toString(), value.toString());
                key.setLength(0);
                value.setLength(0);
                part = key;
            } else {
                part.append(c);
            }
        }
        keep(tags, key.toString(), value.toString());
        return tags;
    }

    private static void keep(Map<String, String> tags, String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        String text = plain(value);
        if (KEPT.contains(name) && !text.isEmpty()) {
            tags.putIfAbsent(name, text);
        }
    }

    private static String plain(String value) {
        String text = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return text.substring(0, end);
    }
}
