package io.soundforge.alchemy.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The pool and its transactions; knows no table's meaning. Touches no network until first used. */
public final class Database {
    private static final int TIMEOUT_SECONDS = 5;
    private static final int WAITING_PER_CONNECTION = 64;
    private static final int TRIES = 5;

    /** serialization_failure and deadlock_detected: PostgreSQL asks to run the transaction again. */
    private static final Set<String> RUN_AGAIN = Set.of("40001", "40P01");

    private final Pool pool;

    public Database(Vertx vertx, DatabaseConfig config) {
        pool = PgBuilder.pool()
                .with(poolOptions(config))
                .connectingTo(connectOptions(config))
                .with(new NetClientOptions().setConnectTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS)))
                .using(vertx)
                .build();
    }

    public Pool pool() {
        return pool;
    }

    /**
     * Commits when the work's future succeeds, rolls back when it fails.
     *
     * @param work called again, with a fresh transaction, when the database had to break a deadlock
     */
    public <T> Future<T> inTransaction(Function<Tx, Future<T>> work) {
        return attempt(work, TRIES);
    }

    /** Are operations likely to succeed? */
    public Future<Void> check() {
        return pool.query("select 1")
                .execute()
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .mapEmpty();
    }

    public Future<Void> close() {
        return pool.close();
    }

    private <T> Future<T> attempt(Function<Tx, Future<T>> work, int triesLeft) {
        return pool.withTransaction(connection -> run(work, connection))
                .map(Outcome::commit)
                .recover(error -> triesLeft > 1 && mayRunAgain(error)
                        ? attempt(work, triesLeft - 1)
                        : Future.failedFuture(error));
    }

    /** Work that throws must fail its future, or the connection would go back to the pool within a transaction. */
    private static <T> Future<Outcome<T>> run(Function<Tx, Future<T>> work, SqlConnection connection) {
        Tx tx = new Tx(connection);
        return Future.succeededFuture().compose(start -> work.apply(tx)).map(result -> new Outcome<>(tx, result));
    }

    private static boolean mayRunAgain(Throwable error) {
        return error instanceof PgException failure && RUN_AGAIN.contains(failure.getSqlState());
    }

    static PgConnectOptions connectOptions(DatabaseConfig config) {
        PgConnectOptions options = options(config.uri());
        if (config.pooler() == DatabaseConfig.Pooler.TRANSACTION) {
            throughTransactions(options);
        }
        return options;
    }

    static PgConnectOptions options(String uri) {
        ServerTrust trust = ServerTrust.of(uri);
        PgConnectOptions options = PgConnectOptions.fromUri(trust.uri());
        trust.applyTo(options);
        options.setCachePreparedStatements(true).setReconnectAttempts(2).setReconnectInterval(200);
        return options;
    }

    /**
     * Statements without names, each parsed, bound and run in one go; and no setting at the start of a connection that a
     * pooler would refuse because it cannot keep it.
     */
    private static void throughTransactions(PgConnectOptions options) {
        Map<String, String> settings = new HashMap<>(options.getProperties());
        settings.remove("extra_float_digits"); // 1 or more is the same since PostgreSQL 12, and 1 is the default
        options.setProperties(settings);
        options.setUseLayer7Proxy(true);
        options.setCachePreparedStatements(false);
    }

    private static PoolOptions poolOptions(DatabaseConfig config) {
        return new PoolOptions()
                .setMaxSize(config.poolSize())
                .setMaxWaitQueueSize(config.poolSize() * WAITING_PER_CONNECTION)
                .setConnectionTimeout(TIMEOUT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    }

    private record Outcome<T>(Tx tx, T result) {
        T commit() {
            tx.committed();
            return result;
        }
    }
}
