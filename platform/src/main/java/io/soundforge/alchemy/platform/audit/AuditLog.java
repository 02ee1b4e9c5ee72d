package io.soundforge.alchemy.platform.audit;

import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit table. Entries are written behind the requests that they are about, many with one statement; the log has
 * each at once. What does not fit into the queue while the database is slow stays in the log only, which is said.
 */
public final class AuditLog {
    private static final Logger log = LoggerFactory.getLogger("alchemy.audit");
    private static final int QUEUE = 4096;
    private static final int BATCH = 200;
    private static final String INSERT = "insert into audit (at, action, status, owner, address, request, target)"
            + " values ($1, $2, $3, $4, $5, $6, $7)";
    private static final String PAGE = "select id, at, action, status, owner, address, request, target from audit"
            + " where id < $1 and ($2::text is null or action = $2) order by id desc limit $3";
    private static final String PRUNE = "delete from audit where at < now() - make_interval(secs => $1)";

    private final Database database;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();

    public AuditLog(Database database) {
        this.database = database;
    }

    /** An entry with its place in the table. */
    public record Kept(long id, AuditEntry entry) {}

    /** Remembers it; never blocks and never fails. */
    public void record(AuditEntry entry) {
        log.atInfo()
                .addKeyValue("action", entry.action())
                .addKeyValue("status", entry.status())
                .addKeyValue("owner", entry.owner())
                .addKeyValue("address", entry.address())
                .addKeyValue("request", entry.request())
                .addKeyValue("target", entry.target())
                .log("audit");
        if (!waiting.offer(entry)) {
            lost.incrementAndGet();
        }
        write();
    }

    /**
     * The newest entries first.
     *
     * @param before those that came before this one only
     * @param action those of one kind only; null for all
     */
    public Future<List<Kept>> page(long before, @Nullable String action, int limit) {
        return database.pool()
                .preparedQuery(PAGE)
                .execute(Tuple.of(before, action, limit))
                .map(AuditLog::kept);
    }

    /** Forgets what is older; answers how many that were. */
    public Future<Integer> prune(Duration keep) {
        return database.pool()
                .preparedQuery(PRUNE)
                .execute(Tuple.of((double) keep.toSeconds()))
                .map(RowSet::rowCount);
    }

    private void write() {
        if (waiting.isEmpty() || !writing.compareAndSet(false, true)) {
            return;
        }
        List<AuditEntry> batch = new ArrayList<>();
        waiting.drainTo(batch, BATCH);
        Future.succeededFuture()
                .compose(start -> database.pool()
                        .preparedQuery(INSERT)
                        .executeBatch(batch.stream().map(AuditLog::values).toList()))
                .onComplete(written -> {
                    writing.set(false);
                    if (written.failed()) {
                        lost.addAndGet(batch.size());
                    }
                    tellLost();
                    if (written.succeeded()) {
                        write();
                    }
                });
    }

    private void tellLost() {
        long count = lost.getAndSet(0);
        if (count > 0) {
            log.atWarn()
                    .addKeyValue("entries", count)
                    .log("the database did not take audit entries; only this log has them");
        }
    }

    private static Tuple values(AuditEntry entry) {
        return Tuple.of(OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC), entry.action(), entry.status())
                .addString(entry.owner())
                .addString(entry.address())
                .addString(entry.request())
                .addString(entry.target());
    }

    private static List<Kept> kept(RowSet<Row> rows) {
        List<Kept> page = new ArrayList<>();
        for (Row row : rows) {
            Instant at = row.getOffsetDateTime("at").toInstant();
            page.add(new Kept(
                    row.getLong("id"),
                    new AuditEntry(
                            at,
                            row.getString("action"),
                            row.getInteger("status"),
                            row.getString("owner"),
                            row.getString("address"),
                            row.getString("request"),
                            row.getString("target"))));
        }
        return List.copyOf(page);
    }
}
