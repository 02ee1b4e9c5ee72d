package io.soundforge.alchemy.download.provider.command;

import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.PlainArgument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program and its arguments with places for what is wanted: {@code {file}}, {@code {title}}, {@code {artist}},
 * {@code {album}}, {@code {seconds}}.
 */
public record CommandTemplate(List<String> words) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> PLACES = Set.of("file", "title", "artist", "album", "seconds");

    /** @throws IllegalArgumentException if it names no program or no {@code {file}}, or has a place that is not known */
    public CommandTemplate {
        words = List.copyOf(words);
        if (words.isEmpty() || words.get(0).isBlank() || words.get(0).contains("{")) {
            throw new IllegalArgumentException("expected a list that begins with a program");
        }
        List<String> places = words.stream()
                .flatMap(word -> PLACE.matcher(word).results().map(found -> found.group(1)))
                .toList();
        if (!places.contains("file")) {
            throw new IllegalArgumentException("expected {file} among the arguments");
        }
        for (String place : places) {
            if (!PLACES.contains(place)) {
                throw new IllegalArgumentException(
                        "expected {file}, {title}, {artist}, {album} or {seconds}; got {" + place + "}");
            }
        }
    }

    /** The argument list; every place stays within its argument, and no value can be taken for an option. */
    List<String> fill(Wanted wanted, Path file) {
        Map<String, String> values = Map.of(
                "file", file.toString(),
                "title", PlainArgument.of(wanted.title()),
                "artist", PlainArgument.of(String.join(", ", wanted.artists())),
                "album", PlainArgument.of(wanted.album()),
                "seconds", String.valueOf(wanted.duration().toSeconds()));
        return words.stream()
                .map(word -> PLACE.matcher(word)
                        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ""))))
                .toList();
    }
}
