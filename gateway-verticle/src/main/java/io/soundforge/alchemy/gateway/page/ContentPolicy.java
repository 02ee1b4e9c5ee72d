package io.soundforge.alchemy.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the page may load and run (Content Security Policy Level 3): only what we serve, and of inline scripts only the
 * page's own import map, named by its hash.
 */
public final class ContentPolicy {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    /** Where Spotify has the covers of its tracks. */
    private static final String COVERS = "https://*.scdn.co https://*.spotifycdn.com";

    private ContentPolicy() {}

    /**
     * The policy for the page on the class path.
     *
     * @param supabaseUrl where its users sign in; null if they do not
     */
    public static String ofThePage(@Nullable String supabaseUrl) {
        return "default-src 'self'; script-src 'self' 'sha256-" + hash(importMap()) + "'; "
                + "style-src 'self' 'unsafe-inline'; media-src 'self' blob:; connect-src 'self' ws: wss:"
                + origin(supabaseUrl) + "; "
                + "img-src 'self' data: " + COVERS + "; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
    }

    /** Scheme, host and port: a path in a policy would name single files. */
    private static String origin(@Nullable String url) {
        if (url == null) {
            return "";
        }
        URI uri = URI.create(url);
        return " " + uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String importMap() {
        Matcher matcher = IMPORT_MAP.matcher(page());
        if (!matcher.find()) {
            throw new IllegalStateException("the page has no import map");
        }
        return matcher.group(1);
    }

    private static String page() {
        try (InputStream page = ContentPolicy.class.getResourceAsStream("/" + PageRoutes.ROOT + "/index.html")) {
            if (page == null) {
                throw new IllegalStateException("the page is missing from the class path");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
