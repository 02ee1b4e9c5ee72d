package io.soundforge.alchemy.platform.catalog;

import org.jspecify.annotations.Nullable;

/** New knowledge of a track; null leaves what was known. */
public record TrackDescription(
        @Nullable String name,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable Double duration) {}
