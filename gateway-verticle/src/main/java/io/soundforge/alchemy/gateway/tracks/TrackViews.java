package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Reads what is known of tracks, with as many queries for a hundred as for one. */
final class TrackViews {
    private final GatewayParts parts;

    TrackViews(GatewayParts parts) {
        this.parts = parts;
    }

    Future<TrackView> of(Track track) {
        return of(List.of(track)).map(views -> views.get(0));
    }

    /** Jobs are read first: a track that looks finished must not lack what it finished with. */
    Future<List<TrackView>> of(List<Track> tracks) {
        List<TrackId> ids = tracks.stream().map(Track::id).toList();
        return parts.jobs().ofTracks(ids).compose(jobs -> of(tracks, ids, jobs));
    }

    private Future<List<TrackView>> of(List<Track> tracks, List<TrackId> ids, Map<TrackId, List<Job>> jobs) {
        var assets = parts.catalog().assetsOf(ids);
        var separations = parts.catalog().separationsOf(ids);
        var analyses = parts.catalog().analysesOf(ids);
        return Future.all(assets, separations, analyses).map(all -> tracks.stream()
                .map(track -> new TrackView.Rows(
                        track,
                        jobs.getOrDefault(track.id(), List.of()),
                        assets.result().getOrDefault(track.id(), List.of()),
                        separations.result().get(track.id()),
                        analyses.result().get(track.id())))
                .map(TrackView::of)
                .toList());
    }
}
