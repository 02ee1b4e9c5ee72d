package io.soundforge.alchemy.launcher.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of a few kinds by key and notes what is wrong instead of stopping there. A blank value counts as absent;
 * a wrong one is answered with the default, because the problem ends the program anyway.
 */
final class Values {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([KMG]?)B?", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> texts;
    private final List<String> problems;

    Values(Map<String, String> texts, List<String> problems) {
        this.texts = texts;
        this.problems = problems;
    }

    @Nullable String text(ConfigKey key) {
        String text = texts.getOrDefault(key.name(), "").strip();
        return text.isEmpty() ? null : text;
    }

    boolean has(ConfigKey key) {
        return text(key) != null;
    }

    /** The parts between commas. */
    List<String> list(ConfigKey key) {
        String text = text(key);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    int integer(ConfigKey key, int fallback, int least, int most) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(key, "a whole number from " + least + " to " + most);
        return fallback;
    }

    boolean flag(ConfigKey key) {
        String text = choice(key, List.of("true", "false", "1", "0", "yes", "no", "on", "off"), "false");
        return List.of("true", "1", "yes", "on").contains(text);
    }

    /** One of some words, in any case; the answer is the word as listed. */
    String choice(ConfigKey key, List<String> allowed, String fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (!allowed.contains(word)) {
            refuse(key, "one of " + String.join(", ", allowed));
            return fallback;
        }
        return word;
    }

    /** Checks that every part between commas, with or without a dot in front and in any case, is one of these words. */
    void words(ConfigKey key, List<String> allowed) {
        for (String part : list(key)) {
            String word = part.toLowerCase(Locale.ROOT);
            if (!allowed.contains(word.startsWith(".") ? word.substring(1) : word)) {
                refuse(key, "some of " + String.join(", ", allowed));
                return;
            }
        }
    }

    @Nullable Path path(ConfigKey key) {
        String text = text(key);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            refuse(key, "a path");
            return null;
        }
    }

    /** A URL with a host and one of these schemes, as it was written. */
    @Nullable String url(ConfigKey key, List<String> schemes) {
        String text = text(key);
        if (text == null || isUrl(text, schemes)) {
            return text;
        }
        refuse(key, "a URL that begins with " + String.join(":// or ", schemes) + "://");
        return null;
    }

    private static boolean isUrl(String text, List<String> schemes) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && schemes.contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Scheme, host and port of an http service, without a slash at the end. */
    String service(ConfigKey key) {
        String text = url(key, List.of("http", "https"));
        String service = text == null ? key.defaultText() : text;
        return service.endsWith("/") ? service.substring(0, service.length() - 1) : service;
    }

    /** Bytes. */
    long size(ConfigKey key, long fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
            refuse(key, "a size such as 100MB");
            return fallback;
        }
        int power = " KMG".indexOf(size.group(2).isEmpty() ? " " : size.group(2).toUpperCase(Locale.ROOT));
        return Long.parseLong(size.group(1)) << (10 * power);
    }

    void refuse(ConfigKey key, String expected) {
        String came = key.secret() ? "something else" : "'" + text(key) + "'";
        String sentence = key.name() + " must be " + expected + "; got " + came;
        if (!problems.contains(sentence)) { // a key may be read for several purposes
            problems.add(sentence);
        }
    }

    void problem(String sentence) {
        problems.add(sentence);
    }
}
