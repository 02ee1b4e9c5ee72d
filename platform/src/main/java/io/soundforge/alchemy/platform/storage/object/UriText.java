package io.soundforge.alchemy.platform.storage.object;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Percent-encoding as signatures need it (RFC 3986 unreserved characters stay, everything else is encoded). */
final class UriText {
    private static final String HEX = "0123456789ABCDEF";

    private UriText() {}

    /** A name with its slashes kept. */
    static String path(String name) {
        return encode(name, true);
    }

    static String part(String text) {
        return encode(text, false);
    }

    /** Sorted by name, as the canonical request wants it; empty for none. */
    static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map((Map.Entry<String, String> each) -> part(each.getKey()) + "=" + part(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isUnreserved(c) || (c == '/' && keepSlashes)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
