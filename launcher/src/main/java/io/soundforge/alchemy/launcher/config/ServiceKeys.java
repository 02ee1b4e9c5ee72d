package io.soundforge.alchemy.launcher.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tells Supabase's secret keys from its public ones, so that none is published by mistake. */
final class ServiceKeys {
    private ServiceKeys() {}

    /**
     * Newer keys say by their prefix what they are; older ones are JSON web tokens with a role in their second part.
     */
    static boolean isServiceKey(String key) {
        if (key.startsWith("sb_")) {
            return key.startsWith("sb_secret_");
        }
        String[] parts = key.split("\\.", -1);
        return parts.length == 3 && decoded(parts[1]).matches("(?s).*\"role\"\\s*:\\s*\"service_role\".*");
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
