package io.soundforge.alchemy.gateway.media;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** The name under which a browser keeps a file: the track's title, made safe for every file system. */
public final class DownloadName {
    private static final int LONGEST = 80;
    /** Of the characters that RFC 8187 lets stand for themselves, those that nobody misreads. */
    private static final String UNRESERVED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-";

    private DownloadName() {}

    /**
     * A {@code Content-Disposition} (RFC 6266) for a file to be saved: a plain name for old browsers, and one with all
     * letters (RFC 8187).
     *
     * @param ending of our own, in ASCII, such as {@code -stems.zip}
     */
    public static String attachment(String title, String ending) {
        return disposition("attachment", title, ending);
    }

    /** The same for a file that is shown or played in place. */
    public static String inline(String title, String ending) {
        return disposition("inline", title, ending);
    }

    private static String disposition(String kind, String title, String ending) {
        String safe = safe(title);
        String plain = Normalizer.normalize(safe, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9 ._()-]", "_");
        return kind + "; filename=\"" + plain + ending + "\"; filename*=UTF-8''" + encoded(safe + ending);
    }

    /** Fit for every file system; {@code track} if nothing is left. */
    static String safe(String title) {
        String visible = title.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE)
                .map(character ->
                        Character.isISOControl(character) || "/\\:*?\"<>|".indexOf(character) >= 0 ? '_' : character)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("^[.\\s]+", "")
                .strip();
        return visible.isEmpty() ? "track" : visible;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(
                    UNRESERVED.indexOf(b) >= 0 ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
