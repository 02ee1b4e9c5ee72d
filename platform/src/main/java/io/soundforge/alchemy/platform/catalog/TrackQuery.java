package io.soundforge.alchemy.platform.catalog;

import java.util.Arrays;
import java.util.List;

/**
 * Words that are looked for in a track's name, artist and album: each of them somewhere, in whatever case.
 *
 * @param words none finds every track
 */
public record TrackQuery(List<String> words) {
    public static final int LONGEST = 200;
    public static final int MOST_WORDS = 8;

    /** Every track. */
    public static final TrackQuery ALL = new TrackQuery(List.of());

    public TrackQuery {
        words = List.copyOf(words);
    }

    /** @throws IllegalArgumentException naming what was expected */
    public static TrackQuery parse(String text) {
        List<String> words = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (text.length() > LONGEST || words.size() > MOST_WORDS || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("query must be at most " + MOST_WORDS + " words and " + LONGEST
                    + " characters; got " + words.size() + " and " + text.length());
        }
        return new TrackQuery(words);
    }

    /** Patterns for {@code ilike}, in which nothing of what was typed means anything but itself. */
    String[] patterns() {
        return words.stream()
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
    }
}
