package io.soundforge.alchemy.platform.idempotency;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which requests with a key are in flight, and how the others were answered. All times are the database's. */
public final class AnswerStore {
    /** How long an answer is given again. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any of the routes takes; after it, a request whose node died may be sent again. */
    public static final Duration LEASE = Duration.ofSeconds(90);

    private static final int TRIES = 3;

    private final Database database;
    private final Duration lease;

    public AnswerStore(Database database) {
        this(database, LEASE);
    }

    public AnswerStore(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /** @param fingerprint equal for equal requests */
    public Future<Entry> begin(RequestKey request, String fingerprint) {
        return begin(request, fingerprint, TRIES);
    }

    private Future<Entry> begin(RequestKey request, String fingerprint, int tries) {
        UUID token = UUID.randomUUID();
        Tuple values = named(request)
                .addString(fingerprint)
                .addUUID(UUID.randomUUID())
                .addUUID(token)
                .addLong(lease.toMillis())
                .addLong(KEPT.toMillis());
        return database.pool()
                .preparedQuery(AnswerSql.CLAIM)
                .execute(values)
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture(begun(request, rows.iterator().next(), token))
                        : look(request, fingerprint, tries));
    }

    private static Entry begun(RequestKey request, Row row, UUID token) {
        return new Entry.Begun(new Claim(request, row.getUUID("work"), token));
    }

    private Future<Entry> look(RequestKey request, String fingerprint, int tries) {
        return database.pool()
                .preparedQuery(AnswerSql.FIND)
                .execute(named(request))
                .compose(rows -> {
                    if (rows.size() == 1) {
                        return Future.succeededFuture(entry(rows.iterator().next(), fingerprint));
                    }
                    return tries > 1 // it was forgotten in between
                            ? begin(request, fingerprint, tries - 1)
                            : Future.failedFuture(new AlchemyException(
                                    ErrorCode.UNAVAILABLE, "requests with this key come and go; send it again"));
                });
    }

    private static Entry entry(Row row, String fingerprint) {
        if (!row.getString("fingerprint").equals(fingerprint)) {
            return new Entry.AnotherRequest();
        }
        Integer status = row.getInteger("status");
        return status == null
                ? new Entry.InFlight(Duration.ofMillis(row.getLong("remaining")))
                : new Entry.Answered(new KeptAnswer(status, headers(row), row.getString("body")));
    }

    private static Map<String, String> headers(Row row) {
        Map<String, String> headers = new HashMap<>();
        new JsonObject(row.getString("headers"))
                .forEach(field -> headers.put(field.getKey(), (String) field.getValue()));
        return headers;
    }

    /** Keeps the answer, unless somebody else has taken the request over; false then. */
    public Future<Boolean> keep(Claim claim, KeptAnswer answer) {
        Tuple values = held(claim)
                .addInteger(answer.status())
                .addString(WireJson.write(answer.headers()))
                .addString(answer.body());
        return database.pool().preparedQuery(AnswerSql.KEEP).execute(values).map(rows -> rows.rowCount() == 1);
    }

    /** For a request that was refused and has left nothing behind: its key is as new. */
    public Future<Void> forget(Claim claim) {
        return database.pool()
                .preparedQuery(AnswerSql.FORGET)
                .execute(held(claim))
                .mapEmpty();
    }

    /** For a request that may have left something behind: whoever sends it again goes on with the same work. */
    public Future<Void> letGo(Claim claim) {
        return database.pool()
                .preparedQuery(AnswerSql.LET_GO)
                .execute(held(claim))
                .mapEmpty();
    }

    /** Removes what is too old to be given again. */
    public Future<Integer> prune() {
        return database.pool()
                .preparedQuery(AnswerSql.PRUNE)
                .execute(Tuple.of(KEPT.toMillis()))
                .map(rows -> rows.rowCount());
    }

    private static Tuple named(RequestKey request) {
        return Tuple.of(request.owner().value(), request.route(), request.key());
    }

    private static Tuple held(Claim claim) {
        return named(claim.request()).addUUID(claim.token());
    }
}
