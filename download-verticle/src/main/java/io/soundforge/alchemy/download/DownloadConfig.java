package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.platform.storage.InputBuckets;
import java.util.Set;

/**
 * What this node takes in.
 *
 * @param fetch limits of outgoing fetches
 * @param media limits of what is decoded
 * @param allowed {@code host:port} pairs that may be fetched although they are not public
 * @param slots files decoded at once
 * @param formats extensions of those that are taken, lower-case; empty for all
 * @param buckets whose objects may be named as sources
 * @param providers where songs of which only the metadata are known can come from
 */
public record DownloadConfig(
        FetchLimits fetch,
        MediaLimits media,
        Set<String> allowed,
        int slots,
        Set<String> formats,
        InputBuckets buckets,
        ProviderSettings providers) {
    /** 500 MB. */
    public static final long DEFAULT_MAX_BYTES = 500_000_000;

    public DownloadConfig {
        allowed = Set.copyOf(allowed);
        formats = Set.copyOf(formats);
    }

    /** Takes every format, reads from no bucket, and has no provider. */
    public DownloadConfig(FetchLimits fetch, MediaLimits media, Set<String> allowed, int slots) {
        this(fetch, media, allowed, slots, Set.of(), InputBuckets.NONE, ProviderSettings.NONE);
    }

    /** The same, taking these formats only; all of them if there are none. */
    public DownloadConfig taking(Set<String> extensions) {
        return new DownloadConfig(fetch, media, allowed, slots, extensions, buckets, providers);
    }

    public DownloadConfig reading(InputBuckets inputs) {
        return new DownloadConfig(fetch, media, allowed, slots, formats, inputs, providers);
    }

    /** The same, looking for songs there. */
    public DownloadConfig findingIn(ProviderSettings places) {
        return new DownloadConfig(fetch, media, allowed, slots, formats, buckets, places);
    }

    /** @param maxBytes largest file fetched */
    public static DownloadConfig of(long maxBytes, MediaLimits media, Set<String> allowed, int slots) {
        return new DownloadConfig(FetchLimits.ofBytes(maxBytes), media, allowed, slots);
    }
}
