package io.soundforge.alchemy.platform.database;

import io.vertx.pgclient.PgConnectOptions;
import org.postgresql.ds.PGSimpleDataSource;

/** The same database over JDBC, for what blocks anyway: migrations, backups, inspections. */
public final class JdbcSource {
    private static final int CONNECT_SECONDS = 5;

    private JdbcSource() {}

    /** Connects when it is asked for a connection. */
    public static PGSimpleDataSource of(DatabaseConfig config) {
        PgConnectOptions options = Database.options(config.directUri());
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {options.getHost()});
        source.setPortNumbers(new int[] {options.getPort()});
        source.setDatabaseName(options.getDatabase());
        source.setUser(options.getUser());
        source.setPassword(options.getPassword());
        source.setConnectTimeout(CONNECT_SECONDS);
        ServerTrust.of(config.directUri()).applyTo(source);
        return source;
    }
}
