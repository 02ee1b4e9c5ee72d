package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.storage.BucketLink;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Tracks as they are before anything is known of them but where they come from. */
public final class NewTracks {
    private final Clock clock;

    public NewTracks(Clock clock) {
        this.clock = clock;
    }

    Track ofUpload(TrackId id, OwnerId owner, String fileName, @Nullable Double duration) {
        return track(id, owner, FileName.title(fileName), null, null, duration);
    }

    public Track ofLink(OwnerId owner, ImportRequest request) {
        return ofLink(TrackId.random(), owner, request);
    }

    Track ofLink(TrackId id, OwnerId owner, ImportRequest request) {
        if (request.metadata() != null) {
            return described(id, owner, request, request.metadata().track());
        }
        String name = request.spotify() == null
                ? titleOf(request.url())
                : "Spotify track " + request.spotify().id();
        return track(id, owner, name, request.url(), request.externalId(), null);
    }

    private Track described(TrackId id, OwnerId owner, ImportRequest request, CollectionTrack known) {
        return new Track(
                id,
                owner,
                known.title(),
                TrackDescription.artistOf(known),
                known.album(),
                known.coverUrl(),
                request.externalId(),
                request.url(),
                known.duration(),
                now());
    }

    private Track track(
            TrackId id,
            OwnerId owner,
            String name,
            @Nullable String sourceUrl,
            @Nullable String externalId,
            @Nullable Double duration) {
        return new Track(id, owner, name, null, null, null, externalId, sourceUrl, duration, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String titleOf(String url) {
        String path = BucketLink.isMeantBy(url)
                ? BucketLink.parse(url).name()
                : URI.create(url).getPath();
        return FileName.title(FileName.plain(path == null || path.isBlank() || path.endsWith("/") ? "link" : path));
    }
}
