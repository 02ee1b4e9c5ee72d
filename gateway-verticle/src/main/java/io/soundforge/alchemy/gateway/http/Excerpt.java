package io.soundforge.alchemy.gateway.http;

/** As much of what a caller sent as an error may say again. */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    /** The beginning of a text; whether more came is seen. */
    public static String of(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
