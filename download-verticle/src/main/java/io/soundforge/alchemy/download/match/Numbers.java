package io.soundforge.alchemy.download.match;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers in titles, which are written in digits, words and Roman numerals: "Pt. 2", "Part Two", "Part II".
 *
 * @param all every number but years
 * @param parts those that say which part of a work it is: "Pt. 2"
 * @param movements those before a movement's name: "Op. 67: I. Allegro"
 */
record Numbers(Set<Integer> all, Set<Integer> parts, Set<Integer> movements) {
    private static final Map<String, Integer> VALUES = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("i", 1),
            Map.entry("ii", 2),
            Map.entry("iii", 3),
            Map.entry("iv", 4),
            Map.entry("v", 5),
            Map.entry("vi", 6),
            Map.entry("vii", 7),
            Map.entry("viii", 8),
            Map.entry("ix", 9),
            Map.entry("x", 10));

    private static final Pattern PART = Pattern.compile("\\b(parts?|pts?)\\b\\.?");
    private static final String COUNTED = "(?<=\\b(?:pt|no|nr|op|act|vol|chapter)\\.? ?)";
    /** "One", "I", "V" and "X" mean something else, unless they count or stand before a point. */
    private static final Pattern NUMERAL = Pattern.compile(
            "(?=[efinostvx])\\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|ii|iii|iv|vi|vii|viii|ix)\\b"
                    + "|" + COUNTED + "(?:one|[ivx])\\b"
                    + "|(?<=^|[:–(-] ?)[ivx]\\b(?=\\.))");

    private static final Pattern UP_TO = Pattern.compile("(?<=\\d ?[-–&] ?)[ivx]\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}])\\d{1,4}(?![\\p{L}\\p{N}])");
    private static final Pattern PART_NUMBER = Pattern.compile("\\bpt ?\\d{1,4}(?: ?[-–&] ?\\d{1,4})?\\b");
    private static final Pattern MOVEMENT = Pattern.compile("(?<=[:–-] )\\d{1,2}(?=\\.)");

    /** The words of a text whose numbers are all in digits, and whose parts are all called "pt". */
    static List<String> words(String text) {
        return Words.of(inDigits(text));
    }

    static Numbers in(String text) {
        String digits = inDigits(text);
        return new Numbers(
                numbers(digits),
                numbers(matches(PART_NUMBER, digits).replace("pt", "pt ")),
                numbers(matches(MOVEMENT, digits)));
    }

    /** Whether another of the numbered ones is found: "No. 3" for "No. 1", or "Part II" for what has no parts. */
    boolean otherThan(Numbers wanted, String explanation) {
        Set<Integer> explained = new HashSet<>(wanted.all());
        explained.addAll(numbers(inDigits(explanation)));
        boolean otherPart = !explained.containsAll(parts);
        boolean otherMovement =
                !wanted.movements().isEmpty() && !wanted.movements().containsAll(movements);
        return otherPart || otherMovement || (!all.containsAll(wanted.all()) && !explained.containsAll(all));
    }

    private static String matches(Pattern pattern, String digits) {
        return pattern.matcher(digits).results().map(MatchResult::group).collect(Collectors.joining(" "));
    }

    private static Set<Integer> numbers(String digits) {
        return NUMBER.matcher(digits)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group()))
                .filter(number -> number < 1900 || number > 2099)
                .collect(Collectors.toSet());
    }

    private static String inDigits(String text) {
        String parts = PART.matcher(PlainText.of(text)).replaceAll("pt ");
        String counted = NUMERAL.matcher(parts.replace("pt  ", "pt ")).replaceAll(Numbers::value);
        return UP_TO.matcher(counted).replaceAll(Numbers::value);
    }

    private static String value(MatchResult numeral) {
        return String.valueOf(VALUES.get(numeral.group()));
    }
}
