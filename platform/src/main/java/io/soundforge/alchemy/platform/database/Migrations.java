package io.soundforge.alchemy.platform.database;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The one ordered list of schema changes ({@code db/migration} on the class path). */
public final class Migrations {
    private static final int CONNECT_SECONDS = 5;

    private Migrations() {}

    /** Brings the schema up to date; blocks. Several nodes may call it at once: Flyway takes a lock in the database. */
    public static void migrate(DatabaseConfig config) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource(Database.connectOptions(config)))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static DataSource dataSource(PgConnectOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {options.getHost()});
        source.setPortNumbers(new int[] {options.getPort()});
        source.setDatabaseName(options.getDatabase());
        source.setUser(options.getUser());
        source.setPassword(options.getPassword());
        source.setConnectTimeout(CONNECT_SECONDS);
        if (options.getSslMode() != SslMode.DISABLE) {
            source.setSslMode(options.getSslMode().value);
        }
        return source;
    }
}
