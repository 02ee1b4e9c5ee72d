package io.soundforge.alchemy.download.match;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a title between dashes, brackets, bars or quotes, or in one script.
 *
 * @param text in lower case without accents
 * @param remark whether it stands in brackets
 * @param latin whether its letters are Latin ones, or it has none
 */
record Piece(String text, boolean remark, boolean latin) {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final String QUOTES = "\"“”";
    private static final String BETWEEN = "|_「」『』【】《》〈〉•~";
    private static final String DASHES = "-–—/:";

    /** The pieces in their order; of "Lemon 米津玄師 (Live)" there are three. */
    static List<Piece> of(String plain) {
        List<Piece> pieces = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean other = false;
        boolean letters = false;
        for (int at = 0; at < plain.length(); at++) {
            char sign = plain.charAt(at);
            boolean changes = Character.isLetter(sign) && letters && latin(sign) == other;
            if (changes || separates(plain, at, depth)) {
                add(pieces, plain.substring(from, at), depth > 0, !other);
                from = changes ? at : at + 1;
                letters = false;
                other = false;
            }
            if (Character.isLetter(sign)) {
                letters = true;
                other = !latin(sign);
            }
            depth += OPENING.indexOf(sign) >= 0 ? 1 : CLOSING.indexOf(sign) >= 0 && depth > 0 ? -1 : 0;
        }
        add(pieces, plain.substring(from), depth > 0, !other);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean remark, boolean latin) {
        if (!text.isBlank()) {
            pieces.add(new Piece(text.strip(), remark, latin));
        }
    }

    private static boolean separates(String text, int at, int depth) {
        char sign = text.charAt(at);
        if (DASHES.indexOf(sign) >= 0) {
            boolean before = at > 0 && Character.isWhitespace(text.charAt(at - 1));
            boolean after = at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1));
            return after && (before || sign == ':');
        }
        if (QUOTES.indexOf(sign) >= 0) {
            return depth == 0 && (at == 0 || !Character.isDigit(text.charAt(at - 1)));
        }
        return (OPENING + CLOSING + BETWEEN).indexOf(sign) >= 0;
    }

    private static boolean latin(char letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
    }
}
