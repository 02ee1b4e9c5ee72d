package io.soundforge.alchemy.gateway.legacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an old client knows of a track: the item of a fetched collection, sent back.
 *
 * @param coverUrl an http(s) URL
 * @param duration seconds
 */
record TrackInfo(
        @Nullable String title,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable Double duration) {
    private static final int LONGEST = 300;
    private static final int LONGEST_URL = 2048;
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):(\\d{1,2})(?::(\\d{1,2}))?");

    static TrackInfo nothing() {
        return new TrackInfo(null, null, null, null, null);
    }

    /** Reads {@code {title, artist, albumName, albumArt, duration}}; every field may be absent or null. */
    static TrackInfo read(@Nullable SentJson sent) {
        if (sent == null) {
            return nothing();
        }
        return new TrackInfo(
                plain(sent.text("title")),
                plain(sent.text("artist")),
                plain(sent.text("albumName")),
                webUrl(sent.text("albumArt")),
                seconds(sent.text("duration")));
    }

    /** Title and artist, as somebody would type them to find the track; null without a title. */
    @Nullable String words() {
        return title == null || artist == null ? title : artist + " - " + title;
    }

    /** Without control characters, cut to a bearable length; null if nothing is left. */
    private static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        int length = Math.min(LONGEST, clean.codePointCount(0, clean.length()));
        String cut = clean.substring(0, clean.offsetByCodePoints(0, length));
        return cut.isEmpty() ? null : cut;
    }

    /** A picture that a browser could not load anyway is none. */
    private static @Nullable String webUrl(@Nullable String text) {
        return text != null && text.length() <= LONGEST_URL && text.matches("https?://[^\\s\"'<>]+") ? text : null;
    }

    /** {@code m:ss}; the original could round to {@code 5:60} or {@code NaN:NaN}, and the latter says nothing. */
    private static @Nullable Double seconds(@Nullable String text) {
        Matcher clock = CLOCK.matcher(text == null ? "" : text.strip());
        if (!clock.matches()) {
            return null;
        }
        double first = Double.parseDouble(clock.group(1));
        double second = Double.parseDouble(clock.group(2));
        return clock.group(3) == null
                ? Double.valueOf(60 * first + second)
                : Double.valueOf(3600 * first + 60 * second + Double.parseDouble(clock.group(3)));
    }
}
