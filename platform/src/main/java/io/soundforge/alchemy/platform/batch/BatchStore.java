package io.soundforge.alchemy.platform.batch;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Cursor;
import io.soundforge.alchemy.platform.catalog.Page;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
                items.stream().map(BatchStore::track).toArray(UUID[]::new),
                items.stream()
                        .map(item -> refusal(item, failure -> failure.code().text()))
                        .toArray(String[]::new),
                items.stream().map(item -> refusal(item, Failure::message)).toArray(String[]::new));
        return tx.connection()
                .preparedQuery(BatchSql.INSERT_ITEMS)
                .execute(values)
                .mapEmpty();
    }

    private static @Nullable UUID track(BatchItem item) {
        TrackId track = item.track();
        return track == null ? null : track.value();
    }

    private static @Nullable String refusal(BatchItem item, Function<Failure, String> part) {
        Failure refusal = item.refusal();
        return refusal == null ? null : part.apply(refusal);
    }

    /**
     * The owner's batches, newest first.
     *
     * @param limit 1 or more
     * @param after the place of the last one of the part before
     */
    public Future<Page<Batch>> list(OwnerId owner, int limit, Cursor after) {
        Tuple values = Tuple.of(owner.value(), after.createdAt().atOffset(ZoneOffset.UTC), after.id(), limit + 1);
        return database.pool().preparedQuery(BatchSql.LIST).execute(values).map(rows -> {
            List<Batch> found = rows.stream().map(BatchRows::batch).toList();
            if (found.size() <= limit) {
                return new Page<>(found, null);
            }
            Batch last = found.get(limit - 1);
            return new Page<>(found.subList(0, limit), new Cursor(last.createdAt(), last.id()).text());
        });
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

    /**
     * Items that stand like this now, in the order of all of them.
     *
     * @param from where to begin
     * @param limit 1 or more
     */
    public Future<List<BatchItem>> items(Batch batch, BatchState state, int from, int limit) {
        return database.pool()
                .preparedQuery(BatchSql.STANDINGS)
                .execute(Tuple.of(ids(List.of(batch)), KINDS, from))
                .map(rows -> rows.stream()
                        .filter(row -> BatchRows.state(row) == state)
                        .limit(limit)
                        .map(row -> row.getInteger("position"))
                        .toArray(Integer[]::new))
                .compose(positions -> database.pool()
                        .preparedQuery(BatchSql.ITEMS_AT)
                        .execute(Tuple.of(batch.id(), (Object) positions)))
                .map(rows -> rows.stream().map(BatchRows::item).toList());
    }

    /** Where the batch stands now, as one look at all its items. */
    public Future<BatchTally> tally(Batch batch) {
        return tallies(List.of(batch)).map(found -> Objects.requireNonNull(found.get(batch.id())));
    }

    /** As above, within a transaction. */
    public Future<BatchTally> tally(Tx tx, Batch batch) {
        return tallies(tx.connection(), List.of(batch)).map(found -> Objects.requireNonNull(found.get(batch.id())));
    }

    /** Where each of these batches stands, by its own id. */
    public Future<Map<UUID, BatchTally>> tallies(Collection<Batch> batches) {
        return tallies(database.pool(), batches);
    }

    private static Future<Map<UUID, BatchTally>> tallies(SqlClient client, Collection<Batch> batches) {
        return client.preparedQuery(BatchSql.GROUPS)
                .execute(Tuple.of(ids(batches), (Object) KINDS))
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.getUUID("batch_id"),
                                collectingAndThen(mapping(BatchRows::group, toList()), BatchTally::of))));
    }

    /** Until the transaction ends, nobody else changes what the batch has still to do. */
    Future<Void> lock(Tx tx, Batch batch) {
        return tx.connection()
                .preparedQuery(BatchSql.LOCK)
                .execute(Tuple.of(batch.id()))
                .mapEmpty();
    }

    private static UUID[] ids(Collection<Batch> batches) {
        return batches.stream().map(Batch::id).toArray(UUID[]::new);
    }
}
