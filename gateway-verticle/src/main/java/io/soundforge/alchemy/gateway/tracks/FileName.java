package io.soundforge.alchemy.gateway.tracks;

/** File names as strangers send them, made fit to be shown; they never become part of a path. */
public final class FileName {
    private static final int LONGEST = 200;

    private FileName() {}

    /** The last part of a path, without control and direction characters; {@code upload} if nothing is left. */
    public static String plain(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String visible = last.codePoints()
                .filter(character -> !Character.isISOControl(character)
                        && Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return visible.isEmpty() || visible.equals(".") || visible.equals("..") ? "upload" : visible;
    }

    /** Without its extension: a title until the file's tags tell a better one. */
    static String title(String plain) {
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }
}
