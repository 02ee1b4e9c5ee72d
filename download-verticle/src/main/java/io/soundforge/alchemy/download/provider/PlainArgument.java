package io.soundforge.alchemy.download.provider;

import java.util.regex.Pattern;

/** A title as an argument for a program: one line that nobody can take for an option. */
public final class PlainArgument {
    private static final int LONGEST = 200;

    /** Control characters and those that only change how others are shown, such as right-to-left overrides. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private static final Pattern LEADING = Pattern.compile("^[\\s\\p{Pd}@+]+");

    private PlainArgument() {}

    /** At most 200 characters without control characters, not beginning with a dash; empty if nothing is left. */
    public static String of(String text) {
        return line(LEADING.matcher(line(text)).replaceFirst(""));
    }

    /** The text on one line for people: at most 200 characters without control characters. */
    public static String line(String text) {
        String plain = UNSEEN.matcher(text).replaceAll(" ").strip();
        return plain.codePointCount(0, plain.length()) <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)).strip();
    }
}
