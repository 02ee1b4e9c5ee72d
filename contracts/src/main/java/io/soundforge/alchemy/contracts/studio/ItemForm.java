package io.soundforge.alchemy.contracts.studio;

import java.util.regex.Pattern;

/** The form of everything that is placed on a track; what has another form is refused with IllegalArgumentException. */
final class ItemForm {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern COLOR = Pattern.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");
    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_SHOWN = 40;

    private ItemForm() {}

    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id must be 1 to 64 letters, digits, '_' and '-'; got '" + shortened(id) + "'");
        }
    }

    static void requireText(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    field + " must be a text of 1 to " + LONGEST_TEXT + " characters; got '" + shortened(text) + "'");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " must have no control characters");
        }
    }

    static void requireColor(String color) {
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("color must be #rgb or #rrggbb; got '" + shortened(color) + "'");
        }
    }

    static void requireTime(String field, double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException(field + " must be seconds from 0 on; got " + seconds);
        }
    }

    static void requireSpan(double start, double end) {
        requireTime("start", start);
        requireTime("end", end);
        if (end <= start) {
            throw new IllegalArgumentException("end must be later than start; got " + start + " to " + end);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
