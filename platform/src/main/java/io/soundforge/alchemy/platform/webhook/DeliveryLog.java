package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.Page;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent, what came back, and sending it again. */
public final class DeliveryLog {
    /** So many are sent again with one call. */
    public static final int MOST_REPLAYED = 10_000;

    private static final String SELECT = """
            select delivery.*, (
                select coalesce(json_agg(json_build_object('try', attempt.try,
                        'at', (extract(epoch from attempt.at) * 1000)::bigint, 'millis', attempt.millis,
                        'status', attempt.status, 'error', attempt.error, 'answer', attempt.answer)
                        order by attempt.try), '[]')::text
                from (select * from webhook_attempts where delivery_id = delivery.id order by try desc limit\s""" + Delivery.MOST_ATTEMPTS + """
            ) attempt) as attempts
            from webhook_deliveries delivery""";

    private static final String OF_ENDPOINT = SELECT + """
             where endpoint_id = $1 and ($2::bigint is null or number < $2) and ($3::text is null or state = $3)
            order by number desc limit $4""";

    private static final String OF_EVENT = SELECT + " where endpoint_id = $1 and event_id = $2";
    private static final String ONE = SELECT + " where id = $1";

    private static final String LOCK_ONE = """
            select delivery.state, endpoint.enabled
            from webhook_deliveries delivery join webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
            where delivery.id = $1 and endpoint.owner = $2 for update of delivery""";

    private static final String AGAIN = """
            update webhook_deliveries set state = 'waiting', step = 0, next_at = now(), finished_at = null
            where\s""";

    private static final String REPLAY_ONE = AGAIN + "id = $1 and state <> 'sending'";

    private static final String REPLAY_SINCE = AGAIN + """
            id in (
                select id from webhook_deliveries where endpoint_id = $1 and created_at >= $2 and state = 'failed'
                order by number limit $3)""";

    private final Database database;
    private final EndpointStore endpoints;
    private final InstantSource clock;

    public DeliveryLog(Database database, EndpointStore endpoints, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * Deliveries of an endpoint, newest first. Fails with NOT_FOUND if the owner has no such endpoint.
     *
     * @param state only these; null for all
     * @param cursor what the part before gave; null to begin
     * @throws IllegalArgumentException if the cursor is none
     */
    public Future<Page<Delivery>> page(
            OwnerId owner, UUID endpoint, @Nullable String state, @Nullable String cursor, int limit) {
        Tuple values = Tuple.of(endpoint, number(cursor), state, limit + 1);
        return endpoints
                .find(owner, endpoint)
                .compose(found -> database.pool().preparedQuery(OF_ENDPOINT).execute(values))
                .map(rows -> page(rows, limit));
    }

    /** Queues an event of type {@code webhook.test}. Fails with NOT_FOUND, or CONFLICT if the endpoint is disabled. */
    public Future<Delivery> test(OwnerId owner, UUID endpoint) {
        WebhookMessage message = WebhookMessage.test(owner, endpoint, clock.instant());
        Tuple values = Tuple.of(
                UUID.randomUUID(), endpoint, message.id(), message.type().text(), message.body());
        return endpoints
                .find(owner, endpoint)
                .map(found -> requireEnabled(found.enabled()))
                .compose(enabled ->
                        database.pool().preparedQuery(QueueSql.ADD_ONE).execute(values))
                .compose(added -> one(database.pool(), OF_EVENT, Tuple.of(endpoint, message.id())));
    }

    /**
     * Sends again, with the same id and from the beginning of the schedule. Fails with NOT_FOUND, or with CONFLICT while
     * it is being sent or its endpoint is disabled.
     */
    public Future<Delivery> replay(OwnerId owner, UUID delivery) {
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(LOCK_ONE)
                .execute(Tuple.of(delivery, owner.value()))
                .map(DeliveryLog::requireReplayable)
                .compose(free -> tx.connection().preparedQuery(REPLAY_ONE).execute(Tuple.of(delivery)))
                .compose(done -> one(tx.connection(), ONE, Tuple.of(delivery))));
    }

    /**
     * Sends again what failed for good, at most {@value #MOST_REPLAYED} of it, oldest first.
     *
     * @param since when the deliveries came into being
     * @return how many
     */
    public Future<Integer> replaySince(OwnerId owner, UUID endpoint, Instant since) {
        Tuple values = Tuple.of(endpoint, since.atOffset(ZoneOffset.UTC), MOST_REPLAYED);
        return endpoints
                .find(owner, endpoint)
                .map(found -> requireEnabled(found.enabled()))
                .compose(enabled -> database.pool().preparedQuery(REPLAY_SINCE).execute(values))
                .map(RowSet::rowCount);
    }

    private static Future<Delivery> one(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql)
                .execute(values)
                .map(rows ->
                        rows.stream().map(DeliveryLog::delivery).findFirst().orElseThrow(EndpointStore::missing));
    }

    private static boolean requireEnabled(boolean enabled) {
        if (!enabled) {
            throw new AlchemyException(ErrorCode.CONFLICT, "the webhook is disabled; enable it first");
        }
        return true;
    }

    private static boolean requireReplayable(RowSet<Row> rows) {
        Row row = rows.stream()
                .findFirst()
                .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no such delivery"));
        if (row.getString("state").equals("sending")) {
            throw new AlchemyException(ErrorCode.CONFLICT, "the delivery is being sent now");
        }
        return requireEnabled(row.getBoolean("enabled"));
    }

    private static @Nullable Long number(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a cursor that an earlier part of the list gave", e);
        }
    }

    private static Page<Delivery> page(RowSet<Row> rows, int limit) {
        List<Row> all = rows.stream().toList();
        List<Row> shown = all.subList(0, Math.min(limit, all.size()));
        String next =
                all.size() > limit ? shown.get(limit - 1).getLong("number").toString() : null;
        return new Page<>(shown.stream().map(DeliveryLog::delivery).toList(), next);
    }

    private static Delivery delivery(Row row) {
        String state = row.getString("state");
        return new Delivery(
                row.getUUID("id"),
                row.getString("event_id"),
                row.getString("type"),
                state,
                row.getOffsetDateTime("created_at").toInstant(),
                state.equals("waiting") ? EndpointStore.instant(row.getOffsetDateTime("next_at")) : null,
                EndpointStore.instant(row.getOffsetDateTime("finished_at")),
                WireJson.read(row.getString("payload"), Map.class),
                new JsonArray(row.getString("attempts"))
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(Delivery::attempt)
                                .toList());
    }
}
