package io.soundforge.alchemy.platform.identity;

import org.jspecify.annotations.Nullable;

/**
 * How tokens are checked.
 *
 * @param supabaseUrl the project's URL; tokens have to be issued by its {@code /auth/v1}
 * @param jwtSecret the project's old shared secret (HS256)
 * @param jwksUrl where the keys are published, instead of the project's own place
 * @param serviceKey the project's secret key, for the service role
 */
public record SignInConfig(
        @Nullable String supabaseUrl,
        @Nullable String jwtSecret,
        @Nullable String jwksUrl,
        @Nullable String serviceKey) {
    private static final String KEYS = "/.well-known/jwks.json";

    /** Nobody signs in. */
    public static SignInConfig open() {
        return new SignInConfig(null, null, null, null);
    }

    /** Whether nothing is configured that could check a token. */
    public boolean isOpen() {
        return jwtSecret == null && keysAt() == null;
    }

    @Nullable String issuer() {
        return supabaseUrl == null ? null : withoutSlash(supabaseUrl) + "/auth/v1";
    }

    @Nullable String keysAt() {
        String issuer = issuer();
        return jwksUrl != null ? jwksUrl : issuer == null ? null : issuer + KEYS;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public String toString() {
        return "SignInConfig[supabaseUrl=" + supabaseUrl + ", jwksUrl=" + jwksUrl + "]";
    }
}
