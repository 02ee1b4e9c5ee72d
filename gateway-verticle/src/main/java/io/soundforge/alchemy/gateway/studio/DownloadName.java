package io.soundforge.alchemy.gateway.studio;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** The name under which a browser keeps an export: the track's title, made safe for every file system. */
final class DownloadName {
    private static final int LONGEST = 80;
    /** Of the characters that RFC 8187 lets stand for themselves, those that nobody misreads. */
    private static final String UNRESERVED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-";

    private static final String ENDING = "-stems.zip";

    private DownloadName() {}

    /** A {@code Content-Disposition} (RFC 6266): a plain name for old browsers, and one with all letters (RFC 8187). */
    static String disposition(String title) {
        String safe = safe(title);
        String plain = Normalizer.normalize(safe, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9 ._()-]", "_");
        return "attachment; filename=\"" + plain + ENDING + "\"; filename*=UTF-8''" + encoded(safe + ENDING);
    }

    private static String safe(String title) {
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
