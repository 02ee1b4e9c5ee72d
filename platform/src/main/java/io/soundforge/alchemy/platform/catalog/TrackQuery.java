package io.soundforge.alchemy.platform.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words that are looked for in a track's name, artist and album: each of them somewhere, whatever its case and accents. A
 * name with punctuation in it counts as several words.
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
                .flatMap(TrackQuery::parts)
                .filter(word -> !word.isEmpty())
                .toList();
        if (text.length() > LONGEST || words.size() > MOST_WORDS || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("query must be at most " + MOST_WORDS + " words and " + LONGEST
                    + " characters; got " + words.size() + " and " + text.length());
        }
        return new TrackQuery(words);
    }

    /** AC/DC is two words, R.E.M. is one, and what is nothing but punctuation stays as it is. */
    private static Stream<String> parts(String word) {
        return word.codePoints().anyMatch(Character::isLetterOrDigit)
                ? Arrays.stream(word.replaceAll("[.'’‘`´ʼ]", "").split("[\\p{Punct}\\u2010-\\u2027]+"))
                : Stream.of(word);
    }
}
