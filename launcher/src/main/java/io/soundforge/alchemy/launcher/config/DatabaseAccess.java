package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.DATABASE_DIRECT_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DATABASE_POOLER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DATABASE_URL;

import io.soundforge.alchemy.platform.database.DatabaseConfig;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the operator's database is reached.
 *
 * @param directUrl for what needs a session of its own; null where {@code DATABASE_URL} gives one
 */
public record DatabaseAccess(
        DatabaseConfig.Pooler pooler, @Nullable String directUrl) {
    public static final DatabaseAccess DIRECT = new DatabaseAccess(DatabaseConfig.Pooler.NONE, null);

    private static final List<String> SCHEMES = List.of("postgresql", "postgres");
    /** Where Supabase's pooler gives another connection to every transaction. */
    private static final int TRANSACTION_PORT = 6543;

    static DatabaseAccess read(Values values) {
        String url = values.url(DATABASE_URL, SCHEMES);
        String said = values.choice(DATABASE_POOLER, List.of("none", "session", "transaction"), "");
        String direct = values.url(DATABASE_DIRECT_URL, SCHEMES);
        if (url == null) {
            if (!said.isEmpty() || direct != null) {
                values.problem("DATABASE_POOLER and DATABASE_DIRECT_URL go with DATABASE_URL; got none");
            }
            return DIRECT;
        }
        checkTls(values, DATABASE_URL, url);
        checkTls(values, DATABASE_DIRECT_URL, direct);
        DatabaseConfig.Pooler pooler =
                said.isEmpty() ? usual(url) : DatabaseConfig.Pooler.valueOf(said.toUpperCase(Locale.ROOT));
        if (pooler == DatabaseConfig.Pooler.TRANSACTION && direct == null) {
            values.problem("DATABASE_DIRECT_URL must name the same database without transaction pooling (Supabase: the"
                    + " session pooler, port 5432), because migrations and backups need a session; got none with a"
                    + " DATABASE_URL "
                    + (said.isEmpty() ? "on port " + TRANSACTION_PORT : "of DATABASE_POOLER=transaction"));
        }
        return new DatabaseAccess(pooler, direct == null ? null : direct.replaceFirst("^postgres:", "postgresql:"));
    }

    private static void checkTls(Values values, ConfigKey key, @Nullable String url) {
        if (url != null) {
            DatabaseConfig.problemOf(url).ifPresent(problem -> values.problem(key.name() + ": " + problem));
        }
    }

    private static DatabaseConfig.Pooler usual(String url) {
        return URI.create(url).getPort() == TRANSACTION_PORT
                ? DatabaseConfig.Pooler.TRANSACTION
                : DatabaseConfig.Pooler.NONE;
    }

    /** The database of this URL, reached this way. */
    public DatabaseConfig config(String url, int connections) {
        return new DatabaseConfig(url, connections, pooler, directUrl == null ? url : directUrl);
    }

    @Override
    public String toString() {
        return "DatabaseAccess[pooler=" + pooler + ", directUrl=" + (directUrl == null ? "none" : "***") + "]";
    }
}
