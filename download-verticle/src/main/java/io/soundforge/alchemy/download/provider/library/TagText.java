package io.soundforge.alchemy.download.provider.library;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What strangers wrote into a tag, as one line that can be shown and stored. */
final class TagText {
    private static final int LONGEST = 300;

    /** Nobody's title; cut before anything is searched in it. */
    private static final int HUGE = 4 * LONGEST;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+");

    private TagText() {}

    /**
     * At most 300 characters without control characters and lone surrogates. Text in UTF-8 that was written where Latin-1
     * is meant, the commonest of wrong encodings, is read as what it is.
     */
    static String plain(String text) {
        String some = text.length() <= HUGE ? text : text.substring(0, HUGE);
        String line = UNSEEN.matcher(meant(some)).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end).strip();
    }

    private static String meant(String text) {
        if (text.chars().noneMatch(c -> c >= 0x80) || text.chars().anyMatch(c -> c > 0xff)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException latin) {
            return text;
        }
    }
}
