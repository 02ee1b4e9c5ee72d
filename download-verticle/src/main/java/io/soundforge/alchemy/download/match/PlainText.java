package io.soundforge.alchemy.download.match;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text in lower case and without accents, in whatever script it is. */
final class PlainText {
    /** Of Latin letters only: in Hangul, Kana or Cyrillic the marks make other letters. */
    private static final Pattern LATIN_ACCENTS = Pattern.compile("(?<=[a-z])\\p{Mn}+");

    /** In chars. Titles are shorter; of a longer one, or one that grows when it is unified, the rest is not read. */
    private static final int LONGEST = 400;

    private PlainText() {}

    static String of(String text) {
        String unified = beginning(Normalizer.normalize(beginning(text), Normalizer.Form.NFKC));
        String lower = unified.toLowerCase(Locale.ROOT);
        String parted = Normalizer.normalize(lower, Normalizer.Form.NFD);
        return Normalizer.normalize(LATIN_ACCENTS.matcher(parted).replaceAll(""), Normalizer.Form.NFC);
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
