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
        String[] parts = DASH.split(BRACKETS.matcher(plain).replaceAll(" ").strip(), 2);
        String suffix = parts.length > 1 ? parts[1] : "";
        String name = parts[0].strip();
        List<List<String>> spellings = new ArrayList<>(List.of(Words.of(name)));
        inBrackets.stream().filter(WantedTitle::isAnotherName).map(Words::of).forEach(spellings::add);
        String beside = String.join(" ", inBrackets) + " " + suffix;
        return new WantedTitle(
                name,
                spellings,
                Words.of(beside).stream().collect(Collectors.toUnmodifiableSet()),
                VersionWord.in(beside));
    }

    private static boolean isAnotherName(String remark) {
        boolean ofWeight = Words.of(remark).size() > 1 || !remark.chars().allMatch(letter -> letter < 128);
        return ofWeight
                && !GUEST.matcher(remark).matches()
                && VersionWord.in(remark).isEmpty();
    }
}
