package io.soundforge.alchemy.contracts.spotify;

/** Text of a service that can be written to every place that takes text: databases, JSON, tags, pages. */
public final class PlainText {
    private PlainText() {}

    /** On one line, without control characters and halves of surrogate pairs. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PlainText::isNone)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(letter -> Character.isWhitespace(letter) ? ' ' : letter)
                .filter(letter -> !isNone(letter))
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isNone(int letter) {
        return Character.isISOControl(letter) || Character.getType(letter) == Character.SURROGATE;
    }
}
