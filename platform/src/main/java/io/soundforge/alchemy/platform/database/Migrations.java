package io.soundforge.alchemy.platform.database;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The one ordered list of schema changes ({@code db/migration} on the class path). */
public final class Migrations {
    private Migrations() {}

    /**
     * Brings the schema up to date; blocks. Several nodes may call it at once: Flyway takes a lock in the database.
     *
     * @throws AlchemyException UNAVAILABLE if the database cannot be asked, CONFLICT if a newer release has changed the
     *     schema; nothing is written then
     */
    public static void migrate(DatabaseConfig config) {
        SchemaState schema = reachable(config);
        if (schema.ahead()) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "The database's schema is of version " + schema.appliedText() + "; this release knows "
                            + schema.knownText()
                            + ". Start the newer release, or restore a backup that was made before it.");
        }
        flyway(config).load().migrate();
    }

    private static SchemaState reachable(DatabaseConfig config) {
        try {
            return state(config);
        } catch (FlywayException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = Unreached.sentence(config, cause);
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE,
                    "The database cannot be used: " + reason + " 'alchemy doctor' says more.",
                    e);
        }
    }

    /** Brings the schema to a version and no further, for rows that were written under that version; blocks. */
    public static void migrate(DatabaseConfig config, String version) {
        flyway(config).target(MigrationVersion.fromVersion(version)).load().migrate();
    }

    /** What is applied there, and what this release has; changes nothing, blocks. */
    public static SchemaState state(DatabaseConfig config) {
        MigrationInfo[] all = flyway(config).load().info().all();
        Optional<MigrationVersion> applied = newest(Arrays.stream(all)
                .filter(migration -> migration.getState().isApplied())
                .map(MigrationInfo::getVersion));
        MigrationVersion known = newest(Arrays.stream(all)
                        .filter(migration -> migration.getState().isResolved())
                        .map(MigrationInfo::getVersion))
                .orElseThrow(() -> new IllegalStateException("no migrations on the class path"));
        return new SchemaState(applied, known);
    }

    private static Optional<MigrationVersion> newest(Stream<MigrationVersion> versions) {
        return versions.max(MigrationVersion::compareTo);
    }

    private static FluentConfiguration flyway(DatabaseConfig config) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(JdbcSource.of(config))
                .locations("classpath:db/migration");
    }
}
