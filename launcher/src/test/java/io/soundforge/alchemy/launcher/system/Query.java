package io.soundforge.alchemy.launcher.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a query of Prometheus speaks of. */
record Query(String text) {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)\\}");
    private static final Pattern MATCHED = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!=|!~|=)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");

    /** Of the language, and durations such as 5m. */
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** Labels that the collector adds, and the name of what it says itself. */
    private static final Set<String> FOREIGN = Set.of("instance", "job");

    /** Names of figures. */
    Set<String> names() {
        String bare = GROUPING.matcher(
                        SELECTOR.matcher(TEXT.matcher(text).replaceAll("")).replaceAll(""))
                .replaceAll("")
                .replaceAll("\\[[^\\]]*\\]", "");
        return NAME.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name) && !name.equals("up") && !name.matches("e\\d+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> labels() {
        List<String> labels = new ArrayList<>();
        Matcher grouping = GROUPING.matcher(text);
        while (grouping.find()) {
            labels.addAll(Arrays.asList(grouping.group(1).split("\\s*,\\s*", -1)));
        }
        Matcher selector = SELECTOR.matcher(text);
        while (selector.find()) {
            MATCHED.matcher(TEXT.matcher(selector.group(1)).replaceAll(""))
                    .results()
                    .forEach(found -> labels.add(found.group(1)));
        }
        return labels.stream()
                .filter(label -> !label.isBlank() && !FOREIGN.contains(label))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of it is not among these names and their labels; empty if all is. */
    List<String> unknown(Map<String, Set<String>> known) {
        List<String> unknown = new ArrayList<>();
        Set<String> theirs = new TreeSet<>();
        for (String name : names()) {
            if (known.containsKey(name)) {
                theirs.addAll(known.get(name));
            } else {
                unknown.add(name);
            }
        }
        labels().stream().filter(label -> !theirs.contains(label)).forEach(unknown::add);
        return unknown;
    }
}
