package io.soundforge.alchemy.contracts.spotify;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link as Spotify's apps shorten it for sharing. What it stands for, only the host that made it knows.
 *
 * @param host one of {@link #HOSTS}
 * @param code 1 to 64 letters, digits, {@code -} and {@code _}
 */
public record ShortLink(String host, String code) {
    public static final Set<String> HOSTS = Set.of("spotify.link", "spotify.app.link");

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern URL = Pattern.compile(
            "(?:https?://)?(spotify\\.link|spotify\\.app\\.link)/([0-9A-Za-z_-]{1,64})/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);

    public ShortLink {
        Objects.requireNonNull(host, "host");
        if (!HOSTS.contains(host) || !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("expected a code of up to 64 characters on one of " + HOSTS);
        }
    }

    /** The short link in a text, or empty if the text is none. */
    public static Optional<ShortLink> parse(String text) {
        Matcher matcher = URL.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ShortLink(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)))
                : Optional.empty();
    }

    /** {@code https://spotify.link/…}. */
    public String canonical() {
        return "https://" + host + "/" + code;
    }
}
