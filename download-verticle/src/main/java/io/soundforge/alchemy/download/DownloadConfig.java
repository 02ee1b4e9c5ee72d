package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import java.util.Set;

/**
 * What this node takes in.
 *
 * @param fetch limits of outgoing fetches
 * @param media limits of what is decoded
 * @param allowed {@code host:port} pairs that may be fetched although they are not public
 * @param slots files decoded at once
 * @param providers where songs of which only the metadata are known can come from
 */
public record DownloadConfig(
        FetchLimits fetch, MediaLimits media, Set<String> allowed, int slots, ProviderSettings providers) {
    /** 500 MB. */
    public static final long DEFAULT_MAX_BYTES = 500_000_000;

    public DownloadConfig {
        allowed = Set.copyOf(allowed);
    }

    /** Without any provider. */
    public DownloadConfig(FetchLimits fetch, MediaLimits media, Set<String> allowed, int slots) {
        this(fetch, media, allowed, slots, ProviderSettings.NONE);
    }

    /** @param maxBytes largest file fetched */
    public static DownloadConfig of(
            long maxBytes, MediaLimits media, Set<String> allowed, int slots, ProviderSettings providers) {
        return new DownloadConfig(FetchLimits.ofBytes(maxBytes), media, allowed, slots, providers);
    }
}
