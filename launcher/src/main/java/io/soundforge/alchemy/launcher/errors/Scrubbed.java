package io.soundforge.alchemy.launcher.errors;

import java.util.regex.Pattern;

/** Texts without what could be a secret. */
final class Scrubbed {
    private static final int LONGEST = 2000;
    private static final Pattern TOKENS =
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*){0,2}|(?i:bearer|basic)\\s+\\S+|sb_secret_\\S+");
    private static final Pattern PAIRS = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|apikey|api_key|key|signature|sig|authorization|cookie)[\"']?\\s*[=:]\\s*)"
                    + "[^\\s&,;]+");
    private static final Pattern LOGINS = Pattern.compile("://[^/@\\s]+@");

    private Scrubbed() {}

    static String of(String text) {
        String safe = TOKENS.matcher(text).replaceAll("***");
        safe = LOGINS.matcher(PAIRS.matcher(safe).replaceAll("$1***")).replaceAll("://***@");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
