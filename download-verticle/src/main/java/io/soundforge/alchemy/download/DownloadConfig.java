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
 */
public record DownloadConfig(
        FetchLimits fetch,
        MediaLimits media,
        Set<String> allowed,
        int slots,
        Set<String> formats,
        InputBuckets buckets) {
    /** 500 MB. */
    public static final long DEFAULT_MAX_BYTES = 500_000_000;

    public DownloadConfig {
        allowed = Set.copyOf(allowed);
        formats = Set.copyOf(formats);
    }

    /** Takes every format, and reads from no bucket. */
    public DownloadConfig(FetchLimits fetch, MediaLimits media, Set<String> allowed, int slots) {
        this(fetch, media, allowed, slots, Set.of(), InputBuckets.NONE);
    }

    /** The same, taking these formats only; all of them if there are none. */
    public DownloadConfig taking(Set<String> extensions) {
        return new DownloadConfig(fetch, media, allowed, slots, extensions, buckets);
    }

    public DownloadConfig reading(InputBuckets inputs) {
        return new DownloadConfig(fetch, media, allowed, slots, formats, inputs);
    }

    /** @param maxBytes largest file fetched */
    public static DownloadConfig of(long maxBytes, MediaLimits media, Set<String> allowed, int slots) {
        return new DownloadConfig(FetchLimits.ofBytes(maxBytes), media, allowed, slots);
    }
}
