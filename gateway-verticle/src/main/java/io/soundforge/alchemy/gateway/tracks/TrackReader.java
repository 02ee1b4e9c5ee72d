package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is known of tracks, with as many queries for a hundred as for one. */
public final class TrackReader {
    private final GatewayParts parts;

    public TrackReader(GatewayParts parts) {
        this.parts = parts;
    }

    public Future<TrackRows> of(Track track) {
        return of(List.of(track)).map(rows -> rows.get(0));
    }

    /** Jobs are read first: a track that looks finished must not lack what it finished with. */
    public Future<List<TrackRows>> of(List<Track> tracks) {
        List<TrackId> ids = tracks.stream().map(Track::id).toList();
        return parts.jobs().ofTracks(ids).compose(jobs -> of(tracks, ids, jobs));
    }

    private Future<List<TrackRows>> of(List<Track> tracks, List<TrackId> ids, Map<TrackId, List<Job>> jobs) {
        var assets = parts.catalog().assetsOf(ids);
        var separations = parts.catalog().separationsOf(ids);
        var analyses = parts.catalog().analysesOf(ids);
        var metadata = parts.catalog().serviceMetadata().of(ids);
        var sources = parts.catalog().sources().of(ids);
        return Future.all(assets, separations, analyses, metadata, sources).map(all -> tracks.stream()
                .map(track -> new TrackRows(
                        track,
                        jobs.getOrDefault(track.id(), List.of()),
                        assets.result().getOrDefault(track.id(), List.of()),
                        separations.result().get(track.id()),
                        analyses.result().get(track.id()),
                        metadata.result().get(track.id()),
                        chosen(sources.result().get(track.id()))))
                .toList());
    }

    private static @Nullable ChosenSource chosen(@Nullable TrackSources sources) {
        return sources == null ? null : sources.chosen();
    }
}
