package io.soundforge.alchemy.download.provider;

/**
 * How a provider is.
 *
 * @param usable whether operations are likely to succeed
 * @param finding a sentence for people, without paths
 * @param action what could be done about it; empty when nothing is to be done
 */
public record ProviderHealth(boolean usable, String finding, String action) {
    public static ProviderHealth good(String finding) {
        return new ProviderHealth(true, finding, "");
    }

    /** It works, but not as well as it could. */
    public static ProviderHealth limited(String finding, String action) {
        return new ProviderHealth(true, finding, action);
    }

    public static ProviderHealth bad(String finding, String action) {
        return new ProviderHealth(false, finding, action);
    }
}
