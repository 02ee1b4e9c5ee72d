package io.soundforge.alchemy.spotify.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which addresses of pictures and sounds we pass on: pages show them as they are. */
public final class PublicUrl {
    private static final int MAX_LENGTH = 2048;

    private PublicUrl() {}

    /** The address itself if it is a plain https URL, else null. */
    public static @Nullable String accepted(@Nullable String url) {
        if (url == null || url.length() > MAX_LENGTH) {
            return null;
        }
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
