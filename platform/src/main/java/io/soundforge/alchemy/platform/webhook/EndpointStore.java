package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The endpoints of owners. An owner's endpoint is all that a call can see or change. */
public final class EndpointStore {
    /** So many per owner. */
    public static final int MOST = 20;

    /** How long the secret before the present one still signs. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private static final String COLUMNS = """
            id, url, description, events, enabled, disabled_reason, failing_since, created_at,
            case when previous_until > now() then previous_until end as previous_until,
            (select count(*) from webhook_deliveries delivery
                where delivery.endpoint_id = webhook_endpoints.id and delivery.state = 'waiting')::int as waiting""";

    /** Writers of one owner wait in line until the end of the transaction, so that the count that follows holds. */
    private static final String LOCK_OWNER =
            "select pg_advisory_xact_lock(hashtextextended('webhook_endpoints:' || $1, 0))";

    private static final String INSERT = """
            insert into webhook_endpoints (id, owner, url, description, events, enabled, secret)
            select $1, $2, $3, $4, $5, $6, $7
            where (select count(*) from webhook_endpoints where owner = $2) < $8
            returning\s""" + COLUMNS;

    private static final String LIST =
            "select " + COLUMNS + " from webhook_endpoints where owner = $1 order by created_at, id";
    private static final String FIND = "select " + COLUMNS + " from webhook_endpoints where owner = $1 and id = $2";

    /** To be enabled means to be trusted again. */
    private static final String UPDATE = """
            update webhook_endpoints set
                url = coalesce($3, url), description = coalesce($4, description), events = coalesce($5, events),
                disabled_reason = case when $6 then null when $6 = false and enabled then 'disabled by its owner'
                    else disabled_reason end,
                failing_since = case when $6 or $3 is not null then null else failing_since end,
                paused_until = case when $6 or $3 is not null then null else paused_until end,
                enabled = coalesce($6, enabled)
            where owner = $1 and id = $2
            returning\s""" + COLUMNS;

    /** Of two rotations within the overlap the older secret goes at once: two signatures are enough. */
    private static final String ROTATE = """
            update webhook_endpoints set previous_secret = secret, previous_until = now() + $4 * interval '1 millisecond',
                secret = $3
            where owner = $1 and id = $2
            returning\s""" + COLUMNS;

    private static final String DELETE = "delete from webhook_endpoints where owner = $1 and id = $2";

    private final Database database;

    public EndpointStore(Database database) {
        this.database = database;
    }

    /** An endpoint and its secret, which is not shown again. */
    public record Revealed(Endpoint endpoint, WebhookSecret secret) {}

    /** Fails with CONFLICT when the owner has {@value #MOST}. */
    public Future<Revealed> add(OwnerId owner, String url, EndpointWish wish) {
        WebhookSecret secret = WebhookSecret.random();
        Tuple values = Tuple.of(
                UUID.randomUUID(),
                owner.value(),
                url,
                wish.description() == null ? "" : wish.description(),
                texts(wish.events() == null ? List.of() : wish.events()),
                wish.enabled() == null || wish.enabled(),
                secret.text(),
                (long) MOST);
        return database.inTransaction(tx -> tx.connection()
                        .preparedQuery(LOCK_OWNER)
                        .execute(Tuple.of(owner.value()))
                        .compose(locked -> tx.connection().preparedQuery(INSERT).execute(values)))
                .map(rows -> new Revealed(
                        one(rows, ErrorCode.CONFLICT, "an owner has at most " + MOST + " webhooks"), secret));
    }

    /** Oldest first. */
    public Future<List<Endpoint>> list(OwnerId owner) {
        return database.pool()
                .preparedQuery(LIST)
                .execute(Tuple.of(owner.value()))
                .map(rows -> rows.stream().map(EndpointStore::endpoint).toList());
    }

    /** Fails with NOT_FOUND. */
    public Future<Endpoint> find(OwnerId owner, UUID id) {
        return database.pool()
                .preparedQuery(FIND)
                .execute(Tuple.of(owner.value(), id))
                .map(EndpointStore::found);
    }

    /** Fails with NOT_FOUND. An endpoint that is enabled, or led elsewhere, begins without a past. */
    public Future<Endpoint> change(OwnerId owner, UUID id, EndpointWish wish) {
        Tuple values = Tuple.of(
                owner.value(),
                id,
                wish.url(),
                wish.description(),
                wish.events() == null ? null : texts(wish.events()),
                wish.enabled());
        return database.pool().preparedQuery(UPDATE).execute(values).map(EndpointStore::found);
    }

    /** A new secret; for 24 hours the one before signs, too. Fails with NOT_FOUND. */
    public Future<Revealed> rotate(OwnerId owner, UUID id) {
        WebhookSecret secret = WebhookSecret.random();
        return database.pool()
                .preparedQuery(ROTATE)
                .execute(Tuple.of(owner.value(), id, secret.text(), OVERLAP.toMillis()))
                .map(rows -> new Revealed(found(rows), secret));
    }

    /** With its log and what waits. Fails with NOT_FOUND. */
    public Future<Void> remove(OwnerId owner, UUID id) {
        return database.pool()
                .preparedQuery(DELETE)
                .execute(Tuple.of(owner.value(), id))
                .compose(rows -> rows.rowCount() > 0 ? Future.succeededFuture() : Future.failedFuture(missing()));
    }

    private static String[] texts(List<String> list) {
        return list.toArray(String[]::new);
    }

    private static Endpoint found(RowSet<Row> rows) {
        return one(rows, ErrorCode.NOT_FOUND, "there is no such webhook");
    }

    static AlchemyException missing() {
        return new AlchemyException(ErrorCode.NOT_FOUND, "there is no such webhook");
    }

    private static Endpoint one(RowSet<Row> rows, ErrorCode code, String otherwise) {
        return rows.stream()
                .map(EndpointStore::endpoint)
                .findFirst()
                .orElseThrow(() -> new AlchemyException(code, otherwise));
    }

    private static Endpoint endpoint(Row row) {
        return new Endpoint(
                row.getUUID("id"),
                row.getString("url"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("events")),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                instant(row.getOffsetDateTime("failing_since")),
                instant(row.getOffsetDateTime("previous_until")),
                row.getInteger("waiting"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
