package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/** Between rows and records. */
final class CatalogRows {
    private CatalogRows() {}

    static Track track(Row row) {
        return new Track(
                new TrackId(row.getUUID("id")),
                new OwnerId(row.getString("owner")),
                row.getString("name"),
                row.getString("artist"),
                row.getString("album"),
                row.getString("cover_url"),
                row.getString("external_id"),
                row.getString("source_url"),
                row.getDouble("duration"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    static Tuple values(Track track) {
        return Tuple.from(new Object[] {
            track.id().value(),
            track.owner().value(),
            track.name(),
            track.artist(),
            track.album(),
            track.coverUrl(),
            track.externalId(),
            track.sourceUrl(),
            track.duration(),
            time(track.createdAt())
        });
    }

    static Asset asset(Row row) {
        return new Asset(
                row.getUUID("id"),
                new TrackId(row.getUUID("track_id")),
                new JobId(row.getUUID("job_id")),
                AssetRole.ofText(row.getString("role")),
                row.getString("name"),
                row.getString("type"),
                row.getString("key"),
                row.getString("content_type"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getDouble("duration"));
    }

    static Tuple values(Asset asset) {
        return Tuple.from(new Object[] {
            asset.id(),
            asset.track().value(),
            asset.job().value(),
            asset.role().text(),
            asset.name(),
            asset.type(),
            asset.key(),
            asset.contentType(),
            asset.bytes(),
            asset.sha256(),
            asset.duration()
        });
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static UUID[] ids(Collection<TrackId> tracks) {
        return tracks.stream().map(TrackId::value).distinct().toArray(UUID[]::new);
    }
}
