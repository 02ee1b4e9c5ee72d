package io.soundforge.alchemy.platform.catalog;

import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a music service says of tracks: artists one by one, ISRC, date of release; and what its previews are known by. */
public final class ServiceMetadata {
    private static final String PUT = """
            insert into service_metadata (track_id, metadata)
            select track_id, metadata::jsonb from unnest($1::uuid[], $2::text[]) as given (track_id, metadata)
            on conflict (track_id) do update set metadata = excluded.metadata""";

    private static final String GET =
            "select track_id, metadata::text as metadata from service_metadata where track_id = any($1)";

    private final Database database;

    ServiceMetadata(Database database) {
        this.database = database;
    }

    /** Replaces what was known of these tracks. Fails if one of them is gone. */
    public Future<Void> put(Tx tx, Map<TrackId, TrackMetadata> metadata) {
        if (metadata.isEmpty()) {
            return Future.succeededFuture();
        }
        UUID[] tracks = metadata.keySet().stream().map(TrackId::value).toArray(UUID[]::new);
        String[] texts = metadata.values().stream().map(WireJson::write).toArray(String[]::new);
        return tx.connection()
                .preparedQuery(PUT)
                .execute(Tuple.from(List.of(tracks, texts)))
                .mapEmpty();
    }

    /** A track that no service was asked about has no entry. */
    public Future<Map<TrackId, TrackMetadata>> of(Collection<TrackId> tracks) {
        return database.pool()
                .preparedQuery(GET)
                .execute(Tuple.of((Object) CatalogRows.ids(tracks)))
                .map(rows -> {
                    Map<TrackId, TrackMetadata> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(
                            new TrackId(row.getUUID("track_id")),
                            WireJson.read(row.getString("metadata"), TrackMetadata.class)));
                    return found;
                });
    }

    /** The fingerprint of the clip at this address, as its maker gave it; empty if none is kept with the track. */
    public Future<Optional<byte[]>> clip(TrackId track, String url) {
        return database.pool()
                .preparedQuery("select clip from service_metadata where track_id = $1 and clip_url = $2")
                .execute(Tuple.of(track.value(), url))
                .map(rows -> rows.stream()
                        .map(row -> row.getBuffer("clip").getBytes())
                        .findFirst());
    }

    /** Replaces the clip that was kept with the track; a track without metadata keeps none. */
    public Future<Void> putClip(TrackId track, String url, byte[] fingerprint) {
        return database.pool()
                .preparedQuery("update service_metadata set clip_url = $2, clip = $3 where track_id = $1")
                .execute(Tuple.of(track.value(), url, Buffer.buffer(fingerprint)))
                .mapEmpty();
    }
}
