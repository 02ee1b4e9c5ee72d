package io.soundforge.alchemy.platform.storage.object;

import java.net.URI;
import java.util.Locale;

/**
 * Where a store listens.
 *
 * @param path without a slash at the end; empty for the root
 */
record Endpoint(String host, int port, boolean tls, String path) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    static Endpoint of(URI base) {
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        int port = base.getPort() < 0 ? (tls ? HTTPS : HTTP) : base.getPort();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return new Endpoint(
                base.getHost().toLowerCase(Locale.ROOT),
                port,
                tls,
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** As it stands in the Host header. */
    String authority() {
        return port == (tls ? HTTPS : HTTP) ? host : host + ":" + port;
    }

    /** Scheme and authority. */
    String origin() {
        return (tls ? "https://" : "http://") + authority();
    }
}
