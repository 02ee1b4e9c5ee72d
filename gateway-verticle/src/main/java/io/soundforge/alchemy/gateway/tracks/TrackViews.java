package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.vertx.core.Future;
import java.util.List;

/** Shows what is known of tracks. */
final class TrackViews {
    private final TrackReader reader;

    TrackViews(GatewayParts parts) {
        this.reader = new TrackReader(parts);
    }

    Future<TrackView> of(Track track) {
        return reader.of(track).map(TrackView::of);
    }

    Future<List<TrackView>> of(List<Track> tracks) {
        return reader.of(tracks).map(rows -> rows.stream().map(TrackView::of).toList());
    }
}
