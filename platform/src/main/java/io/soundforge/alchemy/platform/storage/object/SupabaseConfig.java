package io.soundforge.alchemy.platform.storage.object;

import java.net.URI;

/**
 * A bucket of Supabase Storage.
 *
 * @param project such as {@code https://ref.supabase.co}
 * @param bucket should not be public
 * @param key the project's secret: a key of the newer kind ({@code sb_secret_…}), or the token of the service role
 */
public record SupabaseConfig(URI project, String bucket, String key, KeyHeaders keyHeaders) {
    /** In which headers the key goes. */
    public enum KeyHeaders {
        /** Newer keys in {@code apikey} only, because they are no tokens; older ones in both. */
        AUTO,
        APIKEY,
        AUTHORIZATION,
        BOTH
    }

    /** The same key for another bucket. */
    public SupabaseConfig withBucket(String other) {
        return new SupabaseConfig(project, other, key, keyHeaders);
    }

    boolean asApiKey() {
        return keyHeaders != KeyHeaders.AUTHORIZATION;
    }

    boolean asToken() {
        return switch (keyHeaders) {
            case AUTO -> !key.startsWith("sb_");
            case APIKEY -> false;
            case AUTHORIZATION, BOTH -> true;
        };
    }

    @Override
    public String toString() {
        return "SupabaseConfig[project=" + project + ", bucket=" + bucket + ", key=***, keyHeaders=" + keyHeaders + "]";
    }
}
