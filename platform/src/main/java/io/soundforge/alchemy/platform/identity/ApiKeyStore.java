package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys of owners. Only digests are stored. */
public final class ApiKeyStore {
    /** So many per owner. */
    public static final int MOST = 50;

    private static final String LOCK_OWNER = "select pg_advisory_xact_lock(hashtextextended('api_keys:' || $1, 0))";
    private static final String COLUMNS = "id, owner, name, read_only, created_at, expires_at, last_used_at";
    private static final String CREATE = """
            insert into api_keys (id, owner, name, digest, read_only, expires_at)
            select $1, $2, $3, $4, $5, $6
            where (select count(*) from api_keys where owner = $2 and revoked_at is null) < $7
            returning\s""" + COLUMNS;
    private static final String LIST =
            "select " + COLUMNS + " from api_keys where owner = $1 and revoked_at is null order by created_at, id";
    private static final String REVOKE =
            "update api_keys set revoked_at = now() where id = $1 and owner = $2 and revoked_at is null";

    /** The minute is enough to see what is in use, and most requests write nothing. */
    private static final String USE = """
            with key as (
                select id, owner, digest, read_only, expires_at, last_used_at from api_keys
                where id = $1 and revoked_at is null and (expires_at is null or expires_at > now())),
            used as (
                update api_keys set last_used_at = now() from key
                where api_keys.id = key.id and (key.last_used_at is null or key.last_used_at < now() - interval '1 minute'))
            select * from key""";

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    /** A new key; {@code text} is told once and can never be found out again. */
    public record Created(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Created[key=" + key + "]";
        }
    }

    public ApiKeyStore(Database database) {
        this.database = database;
    }

    /**
     * Makes a key. Fails with CONFLICT when the owner has {@value #MOST}.
     *
     * @param lasts null for ever
     */
    public Future<Created> create(OwnerId owner, String name, boolean readOnly, @Nullable Duration lasts) {
        KeyText key = KeyText.fresh(random);
        OffsetDateTime expires =
                lasts == null ? null : Instant.now().plus(lasts).atOffset(ZoneOffset.UTC);
        Tuple values = Tuple.tuple()
                .addUUID(key.id())
                .addString(owner.value())
                .addString(name)
                .addBuffer(Buffer.buffer(key.digest()))
                .addBoolean(readOnly)
                .addOffsetDateTime(expires)
                .addLong((long) MOST);
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery(LOCK_OWNER)
                .execute(Tuple.of(owner.value()))
                .compose(locked -> tx.connection().preparedQuery(CREATE).execute(values))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture(new Created(key(rows.iterator().next()), key.text()))
                        : Future.failedFuture(
                                new AlchemyException(ErrorCode.CONFLICT, "at most " + MOST + " API keys are kept"))));
    }

    /** The owner's keys that were not revoked. */
    public Future<List<ApiKey>> list(OwnerId owner) {
        return database.pool()
                .preparedQuery(LIST)
                .execute(Tuple.of(owner.value()))
                .map(rows -> rows.stream().map(ApiKeyStore::key).toList());
    }

    /** From now on the key opens nothing. Fails with NOT_FOUND if the owner has no such key. */
    public Future<Void> revoke(OwnerId owner, UUID id) {
        return database.pool()
                .preparedQuery(REVOKE)
                .execute(Tuple.of(id, owner.value()))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "there is no API key " + id)));
    }

    /** Who a key belongs to. Fails with UNAUTHENTICATED without saying what exactly does not hold. */
    Future<Caller> check(String text) {
        Optional<KeyText> key = KeyText.parse(text);
        return key.isEmpty() ? unknown() : check(key.get());
    }

    private Future<Caller> check(KeyText key) {
        return database.pool().preparedQuery(USE).execute(Tuple.of(key.id())).compose(rows -> {
            if (rows.size() == 0) {
                return unknown();
            }
            Row row = rows.iterator().next();
            boolean same = MessageDigest.isEqual(row.getBuffer("digest").getBytes(), key.digest());
            return same ? Future.succeededFuture(caller(row)) : unknown();
        });
    }

    private static Future<Caller> unknown() {
        return Future.failedFuture(new AlchemyException(
                ErrorCode.UNAUTHENTICATED, "the API key is not known, has expired or was revoked"));
    }

    private static Caller caller(Row row) {
        Standing standing = row.getBoolean("read_only") ? Standing.READER : Standing.PROGRAM;
        return new Caller(new OwnerId(row.getString("owner")), standing, instant(row, "expires_at"));
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.getUUID("id"),
                new OwnerId(row.getString("owner")),
                row.getString("name"),
                row.getBoolean("read_only"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
