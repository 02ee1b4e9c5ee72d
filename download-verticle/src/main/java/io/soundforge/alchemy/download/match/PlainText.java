package io.soundforge.alchemy.download.match;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text in lower case and without accents, in whatever script it is. */
final class PlainText {
    /** Of Latin letters only: in Hangul, Kana or Cyrillic the marks make other letters. */
    private static final Pattern LATIN_ACCENTS = Pattern.compile("(?<=[a-z])\\p{Mn}+");

    private PlainText() {}

    static String of(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String parted = Normalizer.normalize(lower, Normalizer.Form.NFD);
        return Normalizer.normalize(LATIN_ACCENTS.matcher(parted).replaceAll(""), Normalizer.Form.NFC);
    }
}
