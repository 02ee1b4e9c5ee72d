package io.soundforge.alchemy.platform.storage;

import java.util.regex.Pattern;

/** What may become a part of a path. */
final class BlobKeys {
    private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
    private static final Pattern NAME = Pattern.compile(SEGMENT);
    private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");

    private BlobKeys() {}

    static String requireKey(String key) {
        return require(KEY, key, "a key");
    }

    static String requireName(String name) {
        return require(NAME, name, "a name");
    }

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    private static String require(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(what
                    + " is made of letters, digits, '.', '_' and '-', no part starting with a dot; got '" + text + "'");
        }
        return text;
    }
}
