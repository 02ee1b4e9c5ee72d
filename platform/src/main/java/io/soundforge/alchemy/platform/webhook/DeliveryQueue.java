package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries as durable work: claimed, leased and fenced as jobs are, fairly between endpoints. Only the database's
 * clock counts.
 */
final class DeliveryQueue {
    /** A try takes 15 s; what is longer in flight is in nobody's hands any more. */
    static final Duration LEASE = Duration.ofSeconds(60);

    /** In flight at once per endpoint, over all nodes. */
    static final int PER_ENDPOINT = 4;

    /** An endpoint for which more are waiting is disabled. */
    static final int MOST_WAITING = 50_000;

    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final Duration KEPT = Duration.ofDays(14);
    private static final int PRUNED_AT_ONCE = 5_000;
    private static final int ENDPOINTS_AT_ONCE = 64;
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final Database database;
    private final int mostWaiting;

    DeliveryQueue(Database database) {
        this(database, MOST_WAITING);
    }

    DeliveryQueue(Database database, int mostWaiting) {
        this.database = database;
        this.mostWaiting = mostWaiting;
    }

    /** Adds a delivery for every enabled endpoint of the owner that wants the type; one that has it gets no second. */
    Future<Void> add(Tx tx, List<WebhookMessage> messages) {
        if (messages.isEmpty()) {
            return Future.succeededFuture();
        }
        String[] owners = texts(messages.stream().map(message -> message.owner().value()));
        Tuple values = Tuple.of(
                owners,
                texts(messages.stream().map(WebhookMessage::id)),
                texts(messages.stream().map(message -> message.type().text())),
                texts(messages.stream().map(WebhookMessage::body)));
        return tx.connection()
                .preparedQuery(QueueSql.DISABLE_OVERFULL)
                .execute(Tuple.of(owners, mostWaiting))
                .onSuccess(rows -> rows.forEach(row -> log.atWarn()
                        .addKeyValue("webhook", row.getUUID("id"))
                        .log("a webhook is disabled: too many deliveries are waiting")))
                .compose(done -> tx.connection().preparedQuery(QueueSql.ADD).execute(values))
                .mapEmpty();
    }

    /**
     * Takes up to {@code limit} deliveries that are due, at most {@value #PER_ENDPOINT} in flight per endpoint; the
     * endpoint that waited longest comes first.
     */
    Future<List<Parcel>> claim(String node, int limit, Duration lease) {
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(QueueSql.LOCK_ENDPOINTS)
                .execute(Tuple.of(ENDPOINTS_AT_ONCE, PER_ENDPOINT))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(List.of())
                        : claim(tx, ids(rows), node, limit, lease)));
    }

    private static Future<List<Parcel>> claim(Tx tx, UUID[] endpoints, String node, int limit, Duration lease) {
        return tx.connection()
                .preparedQuery(QueueSql.CLAIM)
                .execute(Tuple.of(endpoints, PER_ENDPOINT, limit, node, lease.toMillis()))
                .map(rows -> rows.stream().map(DeliveryQueue::parcel).toList());
    }

    /**
     * Writes down what a try came to, with all that follows for the delivery and its endpoint.
     *
     * @return false if the lease no longer held, so that nothing was written
     */
    Future<Boolean> finish(Parcel parcel, ReceiverAnswer answer, Verdict verdict) {
        String state =
                switch (verdict.next()) {
                    case DELIVERED -> "delivered";
                    case AGAIN -> "waiting";
                    case GIVEN_UP, GONE -> "failed";
                };
        Tuple values = Tuple.of(
                parcel.id(),
                parcel.token(),
                state,
                answer.success() ? 0 : 1,
                verdict.delay().toMillis());
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(QueueSql.FINISH)
                .execute(values)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : follow(tx, rows.iterator().next(), parcel, answer, verdict)
                                .map(true)));
    }

    private static Future<?> follow(Tx tx, Row row, Parcel parcel, ReceiverAnswer answer, Verdict verdict) {
        Tuple attempt = Tuple.of(
                parcel.id(),
                row.getInteger("tries"),
                answer.took().toMillis(),
                answer.status(),
                answer.error(),
                answer.text());
        UUID endpoint = row.getUUID("endpoint_id");
        return tx.connection()
                .preparedQuery(QueueSql.ADD_ATTEMPT)
                .execute(attempt)
                .compose(written -> answer.success()
                        ? tx.connection().preparedQuery(QueueSql.SUCCEEDED).execute(Tuple.of(endpoint))
                        : tx.connection()
                                .preparedQuery(QueueSql.FAILED)
                                .execute(Tuple.of(
                                        endpoint,
                                        String.valueOf(answer.error()),
                                        verdict.pause().toMillis(),
                                        verdict.next() == Verdict.Next.GONE,
                                        PATIENCE.toMillis())));
    }

    /**
     * Lets the leases run out that a node holds. For a node that has just started under a name which is certain to be
     * its own, or that stops.
     */
    Future<Void> expireLeasesOf(String node) {
        return database.pool()
                .preparedQuery(QueueSql.EXPIRE)
                .execute(Tuple.of(node))
                .mapEmpty();
    }

    /** Brings back what lost nodes were sending. */
    Future<Integer> rescue() {
        return database.pool()
                .preparedQuery(QueueSql.RESCUE)
                .execute(Tuple.of(DeliverySchedule.TRIES))
                .map(RowSet::rowCount);
    }

    /** Forgets deliveries after 14 days, delivered or not; some thousands at a time. */
    Future<Integer> prune() {
        return database.pool()
                .preparedQuery(QueueSql.PRUNE)
                .execute(Tuple.of(KEPT.toMillis(), PRUNED_AT_ONCE))
                .map(RowSet::rowCount);
    }

    private static Parcel parcel(Row row) {
        String previous = row.getString("previous_secret");
        WebhookSecret secret = new WebhookSecret(row.getString("secret"));
        return new Parcel(
                row.getUUID("id"),
                row.getLong("lease_token"),
                row.getString("url"),
                row.getString("event_id"),
                row.getString("payload"),
                row.getInteger("step"),
                previous == null ? List.of(secret) : List.of(secret, new WebhookSecret(previous)));
    }

    private static UUID[] ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    }

    private static String[] texts(Stream<String> texts) {
        return texts.toArray(String[]::new);
    }
}
