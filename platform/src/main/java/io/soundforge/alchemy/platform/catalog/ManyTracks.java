package io.soundforge.alchemy.platform.catalog;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads and writes tracks by the hundred, with as many statements as for one. */
public final class ManyTracks {
    private static final String INSERT = """
            insert into tracks
                (id, owner, name, artist, album, cover_url, external_id, source_url, duration, created_at)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::float8[], $10::timestamptz[])""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    ManyTracks(Database database) {
        this.database = database;
    }

    /** Fails with CONFLICT if an owner already has a track with one of the external ids. */
    public Future<Void> insert(Tx tx, List<Track> tracks) {
        return tx.connection()
                .preparedQuery(INSERT)
                .execute(Tuple.from(values(tracks)))
                .<Void>mapEmpty()
                .recover(ManyTracks::conflict);
    }

    /**
     * Inserts those whose external ids their owners do not have yet. Whoever inserts one of them at the same time is
     * waited for.
     *
     * @return which were inserted
     */
    public Future<Set<TrackId>> insertNew(Tx tx, List<Track> tracks) {
        // In one order everywhere, so that two who insert the same ones do not wait for each other.
        List<Track> ordered = tracks.stream()
                .sorted(Comparator.comparing(track -> String.valueOf(track.externalId())))
                .toList();
        return tx.connection()
                .preparedQuery(INSERT + " on conflict do nothing returning id")
                .execute(Tuple.from(values(ordered)))
                .map(rows ->
                        rows.stream().map(row -> new TrackId(row.getUUID("id"))).collect(toSet()));
    }

    private static List<Object> values(List<Track> tracks) {
        return List.of(
                column(tracks, track -> track.id().value(), UUID[]::new),
                column(tracks, track -> track.owner().value(), String[]::new),
                column(tracks, Track::name, String[]::new),
                column(tracks, Track::artist, String[]::new),
                column(tracks, Track::album, String[]::new),
                column(tracks, Track::coverUrl, String[]::new),
                column(tracks, Track::externalId, String[]::new),
                column(tracks, Track::sourceUrl, String[]::new),
                column(tracks, Track::duration, Double[]::new),
                column(tracks, track -> CatalogRows.time(track.createdAt()), OffsetDateTime[]::new));
    }

    /** Those of these tracks that there are. */
    public Future<Map<TrackId, Track>> find(Collection<TrackId> ids) {
        return database.pool()
                .preparedQuery("select * from tracks where id = any($1)")
                .execute(Tuple.of((Object) CatalogRows.ids(ids)))
                .map(rows -> rows.stream().map(CatalogRows::track).collect(toMap(Track::id, Function.identity())));
    }

    /** Those of the owner's tracks that have one of these external ids, by them. */
    public Future<Map<String, Track>> findExternal(OwnerId owner, Collection<String> externalIds) {
        return database.pool()
                .preparedQuery("select * from tracks where owner = $1 and external_id = any($2)")
                .execute(Tuple.of(owner.value(), (Object) externalIds.toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .map(CatalogRows::track)
                        .collect(toMap(track -> String.valueOf(track.externalId()), Function.identity())));
    }

    private static <T> T[] column(List<Track> tracks, Function<Track, ? extends T> value, IntFunction<T[]> array) {
        return tracks.stream().map(value).toArray(array);
    }

    private static Future<Void> conflict(Throwable error) {
        boolean known = error instanceof PgException failure && UNIQUE_VIOLATION.equals(failure.getSqlState());
        return Future.failedFuture(
                known ? new AlchemyException(ErrorCode.CONFLICT, "A track exists already.", error) : error);
    }
}
