package io.soundforge.alchemy.gateway.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** JSON pointers (RFC 6901), and the same places in words. */
final class Pointers {
    private Pointers() {}

    /** The pointer of a URI fragment such as {@code #/files/0}. */
    static String ofFragment(String fragment) {
        String encoded = fragment.startsWith("#") ? fragment.substring(1) : fragment;
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static String child(String pointer, String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    static String[] steps(String pointer) {
        if (pointer.isEmpty()) {
            return new String[0];
        }
        String[] steps = pointer.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
        }
        return steps;
    }

    /** {@code options.stems[1]}; {@code the body} for the whole of it. */
    static String words(String pointer) {
        StringBuilder words = new StringBuilder();
        for (String step : steps(pointer)) {
            if (step.matches("\\d+")) {
                words.append('[').append(step).append(']');
            } else {
                words.append(words.isEmpty() ? "" : ".").append(step);
            }
        }
        return words.isEmpty() ? "the body" : words.toString();
    }
}
