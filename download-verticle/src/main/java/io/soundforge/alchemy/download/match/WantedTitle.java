package io.soundforge.alchemy.download.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A title as music services write it: {@code Name (feat. Guest) - Remastered 2011}.
 *
 * @param name what comes before brackets and dashes, in lower case
 * @param spellings word lists, any of which names the song: the name, and longer remarks in brackets
 * @param remarks words in brackets and after the dash, which a candidate may have or not
 * @param versions which version brackets, dash and album ask for
 */
record WantedTitle(String name, List<List<String>> spellings, Set<String> remarks, Set<VersionWord> versions) {
    private static final Pattern BRACKETS = Pattern.compile("[(\\[{]([^)\\]}]*)[)\\]}]");
    private static final Pattern DASH = Pattern.compile("\\s[-–—]\\s");
    private static final Pattern GUEST = Pattern.compile("^(feat|ft|featuring|with)\\b.*");

    static WantedTitle of(String title) {
        String plain = PlainText.of(title);
        List<String> inBrackets = BRACKETS.matcher(plain)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String bare = BRACKETS.matcher(plain).replaceAll(" ").strip();
        String[] parts = DASH.split(bare.isEmpty() ? plain.replaceAll("[(\\[{)\\]}]", " ") : bare, 2);
        String suffix = parts.length > 1 ? parts[1] : "";
        String name = parts[0].strip();
        List<List<String>> spellings = new ArrayList<>(List.of(Numbers.words(name)));
        inBrackets.stream()
                .filter(WantedTitle::isAnotherName)
                .map(Numbers::words)
                .forEach(spellings::add);
        String beside = String.join(" ", inBrackets) + " " + suffix;
        return new WantedTitle(
                name,
                spellings,
                Numbers.words(beside).stream().collect(Collectors.toUnmodifiableSet()),
                VersionWord.in(beside));
    }

    /** Whether it has no letter and no digit: "????" or "+". */
    boolean isOfSigns() {
        return Words.of(name).isEmpty();
    }

    /** 1 if the name stands alone in the text, else 0. */
    double signsIn(String text) {
        return List.of(PlainText.of(text).split("\\s+")).contains(name) ? 1 : 0;
    }

    private static boolean isAnotherName(String remark) {
        boolean ofWeight = Words.of(remark).size() > 1 || !remark.chars().allMatch(letter -> letter < 128);
        return ofWeight
                && !GUEST.matcher(remark).matches()
                && VersionWord.in(remark).isEmpty();
    }
}
