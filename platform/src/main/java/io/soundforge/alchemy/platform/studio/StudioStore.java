package io.soundforge.alchemy.platform.studio;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** What people placed on tracks: loops, cue points and arrangements. Whoever deletes a track deletes them with it. */
public final class StudioStore {
    /** Writers of one track wait in line here, so that the count that follows holds. Jobs do not wait for this lock. */
    private static final String LOCK_TRACK = "select id from tracks where id = $1 for no key update";

    private static final String COUNT_OTHERS =
            "select count(*) from studio_items where track_id = $1 and kind = $2 and id <> $3";
    private static final String PUT_ITEM = """
            insert into studio_items (track_id, kind, id, item) values ($1, $2, $3, $4::text::jsonb)
            on conflict (track_id, kind, id) do update set item = excluded.item""";
    private static final String ITEMS =
            "select item::text as json from studio_items where track_id = $1 and kind = $2 order by number";
    private static final String REMOVE_ITEM = "delete from studio_items where track_id = $1 and kind = $2 and id = $3";
    private static final String PUT_ARRANGEMENT = """
            insert into arrangements (track_id, arrangement) values ($1, $2::text::jsonb)
            on conflict (track_id) do update set arrangement = excluded.arrangement""";
    private static final String ARRANGEMENT = "select arrangement::text as json from arrangements where track_id = $1";

    private final Database database;

    public StudioStore(Database database) {
        this.database = database;
    }

    /** All items of a kind, in the order in which they were first placed. */
    public <T> Future<List<T>> items(TrackId track, ItemKind<T> kind) {
        return run(database.pool(), ITEMS, Tuple.of(track.value(), kind.text())).map(rows -> rows.stream()
                .map(row -> WireJson.read(row.getString("json"), kind.type()))
                .toList());
    }

    /**
     * Places an item; one of the same id is replaced.
     *
     * <p>Fails with CONFLICT when the track has as many as a track may have, with NOT_FOUND when it is gone.
     */
    public <T> Future<T> put(TrackId track, ItemKind<T> kind, T item) {
        String id = kind.id().apply(item);
        return database.inTransaction(tx -> lock(tx, track)
                .compose(locked -> run(tx.connection(), COUNT_OTHERS, Tuple.of(track.value(), kind.text(), id)))
                .compose(rows -> requireRoom(rows.iterator().next().getLong(0), kind))
                .compose(room ->
                        run(tx.connection(), PUT_ITEM, Tuple.of(track.value(), kind.text(), id, WireJson.write(item))))
                .map(item));
    }

    /** Fails with NOT_FOUND if there is no item of this id. */
    public Future<Void> remove(TrackId track, ItemKind<?> kind, String id) {
        return run(database.pool(), REMOVE_ITEM, Tuple.of(track.value(), kind.text(), id))
                .compose(rows -> rows.rowCount() > 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AlchemyException(
                                ErrorCode.NOT_FOUND, "the track has no such item among its " + kind.people())));
    }

    /** An arrangement without sections for a track that nobody arranged. */
    public Future<Arrangement> arrangement(TrackId track) {
        return run(database.pool(), ARRANGEMENT, Tuple.of(track.value())).map(rows -> rows.stream()
                .map(row -> WireJson.read(row.getString("json"), Arrangement.class))
                .findFirst()
                .orElseGet(Arrangement::none));
    }

    /** Replaces the whole arrangement. Fails with NOT_FOUND when the track is gone. */
    public Future<Arrangement> put(TrackId track, Arrangement arrangement) {
        Tuple values = Tuple.of(track.value(), WireJson.write(arrangement));
        return database.inTransaction(tx -> lock(tx, track)
                .compose(locked -> run(tx.connection(), PUT_ARRANGEMENT, values))
                .map(arrangement));
    }

    private static Future<Void> lock(Tx tx, TrackId track) {
        return run(tx.connection(), LOCK_TRACK, Tuple.of(track.value()))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "The track was deleted.")));
    }

    private static Future<Void> requireRoom(long others, ItemKind<?> kind) {
        return others < kind.most()
                ? Future.succeededFuture()
                : Future.failedFuture(new AlchemyException(
                        ErrorCode.CONFLICT, "a track has at most " + kind.most() + " " + kind.people()));
    }

    private static Future<RowSet<Row>> run(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values);
    }
}
