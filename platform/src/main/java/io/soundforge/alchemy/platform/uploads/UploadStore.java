package io.soundforge.alchemy.platform.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Files that arrive in parts: how far each is, and who writes it. One at a time: writing is a lease, which a dead writer
 * loses. All times are the database's.
 */
public final class UploadStore {
    /** How long a writer that says nothing keeps others out. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private final Database database;

    public UploadStore(Database database) {
        this.database = database;
    }

    /** Nobody of whom this is the token writes. */
    public static final UUID NOBODY = new UUID(0, 0);

    public Future<Upload> insert(Tx tx, NewUpload upload) {
        Tuple values = Tuple.of(UUID.randomUUID(), upload.owner().value(), upload.length())
                .addString(upload.metadata())
                .addString(upload.fileName())
                .addString(upload.options())
                .addLong(upload.kept().toMillis());
        return tx.connection().preparedQuery(UploadSql.INSERT).execute(values).map(UploadStore::only);
    }

    public Future<Optional<Upload>> find(UUID id) {
        return run(UploadSql.FIND, Tuple.of(id)).map(UploadStore::first);
    }

    /**
     * Makes a caller the one writer.
     *
     * @param writer names it from now on
     * @return how far the upload is; fails with LOCKED if somebody writes, or if it needs no more
     */
    public Future<Upload> begin(UUID id, UUID writer) {
        return run(UploadSql.BEGIN, Tuple.of(id, writer, LEASE.toMillis())).map(rows -> first(rows)
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.LOCKED, "another request is writing to this upload; ask again soon", LEASE)));
    }

    /**
     * Notes what is safe and stays the writer. Fails with CONFLICT if somebody else has become it, or if the upload is
     * gone.
     */
    public Future<Void> keep(UUID id, UUID writer, long received) {
        return run(UploadSql.KEEP, Tuple.of(id, writer, received, LEASE.toMillis()))
                .compose(UploadStore::requireWriter);
    }

    /** Notes what is safe and lets others write. Fails as {@link #keep}. */
    public Future<Void> end(UUID id, UUID writer, long received) {
        return run(UploadSql.END, Tuple.of(id, writer, received)).compose(UploadStore::requireWriter);
    }

    /** The upload has become a track. */
    public Future<Void> imported(Tx tx, UUID id) {
        return tx.connection()
                .preparedQuery(UploadSql.IMPORTED)
                .execute(Tuple.of(id))
                .mapEmpty();
    }

    /** Fails with LOCKED while somebody else than this writer writes; nothing there is fine. */
    public Future<Void> delete(UUID id, UUID writer) {
        return run(UploadSql.DELETE, Tuple.of(id, writer))
                .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture(Optional.<Upload>empty()) : find(id))
                .compose(left -> left.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AlchemyException(
                                ErrorCode.LOCKED, "a request is writing to this upload; ask again soon", LEASE)));
    }

    /** Names of the folders that uploads may still need. */
    public Future<Set<String>> liveFolders() {
        return run(UploadSql.LIVE, Tuple.tuple())
                .map(rows ->
                        rows.stream().map(row -> row.getUUID("id") + "-upload").collect(Collectors.toSet()));
    }

    /** Removes what was not finished in time, and what is remembered of the rest; the folders are the caller's. */
    public Future<Integer> removeExpired() {
        return run(UploadSql.REMOVE_EXPIRED, Tuple.tuple()).map(RowSet::rowCount);
    }

    private static Future<Void> requireWriter(RowSet<Row> rows) {
        return rows.rowCount() == 1
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new AlchemyException(ErrorCode.CONFLICT, "another request has taken over this upload"));
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        return database.pool().preparedQuery(sql).execute(values);
    }

    private static Upload only(RowSet<Row> rows) {
        return first(rows).orElseThrow();
    }

    private static Optional<Upload> first(RowSet<Row> rows) {
        return rows.stream().map(UploadStore::upload).findFirst();
    }

    private static Upload upload(Row row) {
        return new Upload(
                row.getUUID("id"),
                new OwnerId(row.getString("owner")),
                row.getLong("length"),
                row.getLong("received"),
                row.getString("metadata"),
                row.getString("file_name"),
                row.getString("options"),
                row.getBoolean("imported"),
                row.getBoolean("expired"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
