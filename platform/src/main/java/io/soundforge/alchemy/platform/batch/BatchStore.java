package io.soundforge.alchemy.platform.batch;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which imports belong together, and where they stand together. */
public final class BatchStore {
    private static final String[] KINDS =
            BatchState.KINDS.stream().map(JobKind::text).toArray(String[]::new);

    private final Database database;

    public BatchStore(Database database) {
        this.database = database;
    }

    /**
     * Adds a batch without its items.
     *
     * @return false if its owner has a batch of that name already; another transaction that is about to add one is
     *     waited for
     */
    public Future<Boolean> insert(Tx tx, Batch batch) {
        Tuple values = Tuple.of(
                batch.id(),
                batch.owner().value(),
                batch.name().value(),
                batch.fingerprint(),
                batch.total(),
                batch.createdAt().atOffset(ZoneOffset.UTC));
        return tx.connection().preparedQuery(BatchSql.INSERT).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** Adds items in one statement. */
    public Future<Void> addItems(Tx tx, UUID batch, List<BatchItem> items) {
        Tuple values = Tuple.of(
                batch,
                items.stream().map(BatchItem::index).toArray(Integer[]::new),
                items.stream().map(BatchItem::source).toArray(String[]::new),
                items.stream().map(item -> item.track().value()).toArray(UUID[]::new));
        return tx.connection()
                .preparedQuery(BatchSql.INSERT_ITEMS)
                .execute(values)
                .mapEmpty();
    }

    public Future<Optional<Batch>> find(OwnerId owner, BatchId name) {
        return database.pool()
                .preparedQuery(BatchSql.FIND)
                .execute(Tuple.of(owner.value(), name.value()))
                .map(rows -> rows.stream().map(BatchRows::batch).findFirst());
    }

    /**
     * Items in the order in which the client named them.
     *
     * @param from the first one's index
     * @param limit 1 or more
     */
    public Future<List<BatchItem>> items(Batch batch, int from, int limit) {
        return database.pool()
                .preparedQuery(BatchSql.ITEMS)
                .execute(Tuple.of(batch.id(), from, limit))
                .map(rows -> rows.stream().map(BatchRows::item).toList());
    }

    /** The batches with one of these tracks in which nothing is left to be done. */
    public Future<List<Batch>> atRest(Tx tx, Collection<TrackId> tracks) {
        UUID[] ids = tracks.stream().map(TrackId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(BatchSql.AT_REST)
                .execute(Tuple.of(ids, (Object) KINDS))
                .map(rows -> rows.stream().map(BatchRows::batch).toList());
    }

    /** Where the batch stands now, as one look at all its items. */
    public Future<BatchTally> tally(Batch batch) {
        return tally(database.pool(), batch);
    }

    /** As above, within a transaction. */
    public Future<BatchTally> tally(Tx tx, Batch batch) {
        return tally(tx.connection(), batch);
    }

    private static Future<BatchTally> tally(SqlClient client, Batch batch) {
        return client.preparedQuery(BatchSql.GROUPS)
                .execute(Tuple.of(batch.id(), (Object) KINDS))
                .map(rows -> BatchTally.of(rows.stream().map(BatchRows::group).toList()));
    }
}
