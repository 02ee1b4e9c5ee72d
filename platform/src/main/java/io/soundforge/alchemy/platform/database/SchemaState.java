package io.soundforge.alchemy.platform.database;

import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/**
 * How far a database's schema has come.
 *
 * @param applied the newest version there; empty if there is none
 * @param known the newest version of this release
 */
public record SchemaState(Optional<MigrationVersion> applied, MigrationVersion known) {
    /** Whether the next start of a server changes the schema. */
    public boolean pending() {
        return applied.map(version -> version.compareTo(known) < 0).orElse(true);
    }

    /** Whether a newer release has been here. */
    public boolean ahead() {
        return applied.map(known::compareTo).filter(order -> order < 0).isPresent();
    }

    /** Whether this release knows a schema version, such as {@code 3}. */
    public boolean knows(String version) {
        return MigrationVersion.fromVersion(version).compareTo(known) <= 0;
    }

    public String appliedText() {
        return applied.map(MigrationVersion::getVersion).orElse("none");
    }

    public String knownText() {
        return known.getVersion();
    }
}
