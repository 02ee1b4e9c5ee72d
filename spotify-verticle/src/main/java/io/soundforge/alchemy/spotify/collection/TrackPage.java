package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive entries of a collection.
 *
 * @param total entries of the whole collection, by the service's count, which may be wrong
 * @param more whether the service says that others follow; never true of an empty page
 */
record TrackPage(List<CollectionTrack> tracks, SkippedItems skipped, int total, boolean more) {
    TrackPage {
        tracks = List.copyOf(tracks);
    }

    /** Entries of this page. */
    int entries() {
        return tracks.size() + skipped.count();
    }

    /** These entries and those of the page behind. */
    TrackPage followedBy(TrackPage next) {
        List<CollectionTrack> all = new ArrayList<>(tracks);
        all.addAll(next.tracks);
        return new TrackPage(all, skipped.plus(next.skipped), total, next.more);
    }

    /** Collects a page entry by entry. */
    static final class Builder {
        private final List<CollectionTrack> tracks = new ArrayList<>();
        private SkippedItems skipped = SkippedItems.NONE;

        /** Takes a track; null is one that is no longer there. */
        void add(@Nullable CollectionTrack track) {
            if (track == null) {
                skip(SkippedItems.ONE_REMOVED);
            } else {
                tracks.add(track);
            }
        }

        void skip(SkippedItems one) {
            skipped = skipped.plus(one);
        }

        TrackPage build(int total) {
            return build(total, false);
        }

        /** @param next whether the service names a next page */
        TrackPage build(int total, boolean next) {
            return new TrackPage(tracks, skipped, total, next && !(tracks.isEmpty() && skipped.count() == 0));
        }
    }
}
