package io.soundforge.alchemy.contracts.spotify;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link to something on Spotify, in its canonical form.
 *
 * @param id 22 base-62 characters
 */
public record SpotifyLink(Kind kind, String id) {
    /** What a link can name. */
    public enum Kind {
        TRACK,
        ALBUM,
        PLAYLIST,
        ARTIST,
        EPISODE,
        SHOW;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{22}");
    private static final String KINDS = "(track|album|playlist|artist|episode|show)";
    private static final Pattern URI =
            Pattern.compile("spotify:(?:user:[^:]+:)?" + KINDS + ":([0-9A-Za-z]{22})", Pattern.CASE_INSENSITIVE);
    private static final Pattern URL = Pattern.compile(
            "(?:https?://)?(?:open\\.|play\\.)?spotify\\.com/(?:intl-[a-z]{2}(?:-[a-z0-9]{2,4})?/)?(?:embed/)?(?:user/[^/]+/)?"
                    + KINDS + "/([0-9A-Za-z]{22})(?:(?<=artist/.{22})/discography/[a-z]{1,20})?/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);

    /** How players on older pages name what they play. */
    private static final Pattern EMBED = Pattern.compile(
            "(?:https?://)?(?:embed\\.spotify\\.com/|open\\.spotify\\.com/embed/?)\\?uri=spotify(?::|%3A)" + KINDS
                    + "(?::|%3A)([0-9A-Za-z]{22})(?:[&#].*)?",
            Pattern.CASE_INSENSITIVE);

    public SpotifyLink {
        Objects.requireNonNull(kind, "kind");
        if (!isId(id)) {
            throw new IllegalArgumentException("expected an id of 22 base-62 characters, got " + id.length());
        }
    }

    /** Whether a text has the form of Spotify's ids. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The link in a text, or empty if the text is not a Spotify link. */
    public static Optional<SpotifyLink> parse(String text) {
        String trimmed = text.strip();
        for (Pattern pattern : new Pattern[] {URI, URL, EMBED}) {
            Matcher matcher = pattern.matcher(trimmed);
            if (matcher.matches()) {
                Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
                return Optional.of(new SpotifyLink(kind, matcher.group(2)));
            }
        }
        return Optional.empty();
    }

    /** {@code https://open.spotify.com/track/…}. */
    public String canonical() {
        return "https://open.spotify.com/" + kind.text() + "/" + id;
    }
}
