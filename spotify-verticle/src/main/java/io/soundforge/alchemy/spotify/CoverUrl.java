package io.soundforge.alchemy.spotify;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which cover addresses we pass on: pages show them as they are. */
final class CoverUrl {
    private static final int MAX_LENGTH = 2048;

    private CoverUrl() {}

    /** The address itself if it is a plain https URL, else null. */
    static @Nullable String accepted(@Nullable String url) {
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
