package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** The last resort for a single track: its title and cover. */
final class OembedCollections implements CollectionSource {
    private final Function<SpotifyLink, Future<TrackMetadata>> oembed;

    OembedCollections(Function<SpotifyLink, Future<TrackMetadata>> oembed) {
        this.oembed = oembed;
    }

    /** It does not name the tracks of albums and playlists. */
    @Override
    public boolean tellsOf(SpotifyLink.Kind kind) {
        return kind == SpotifyLink.Kind.TRACK;
    }

    @Override
    public Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline) {
        return oembed.apply(link).map(track -> single(link, track));
    }

    private static CollectionMetadata single(SpotifyLink link, TrackMetadata track) {
        CollectionTrack only = new CollectionTrack(
                link.id(), track.title(), track.artists(), null, track.coverUrl(), null, track.duration(), null);
        return new CollectionMetadata(
                link, track.title(), null, List.of(only), SkippedItems.NONE, 1, track.source(), false);
    }
}
