package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.DatabaseInspection;
import java.util.List;

/** The operator's PostgreSQL. */
record OwnDatabaseCheck(DatabaseConfig database) implements Check {
    private static final int OLDEST_MAJOR = 14;

    /** One that is connected to directly. */
    OwnDatabaseCheck(String url) {
        this(new DatabaseConfig(url, 1));
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        DatabaseInspection seen = DatabaseInspection.of(database);
        return List.of(
                switch (seen.access()) {
                    case UNREACHABLE ->
                        problem(
                                "DATABASE_URL does not answer: " + seen.detail(),
                                "Start PostgreSQL, correct DATABASE_URL, or remove it to use the bundled one.");
                    case WRONG_CREDENTIALS ->
                        problem(
                                "user or password is refused: " + seen.detail(),
                                "Correct user and password in DATABASE_URL.");
                    case NO_SUCH_DATABASE ->
                        problem(
                                "there is no such database: " + seen.detail(),
                                "Create it with 'createdb NAME', or correct DATABASE_URL.");
                    case READ_ONLY ->
                        problem(
                                "the user may not create tables",
                                "Run 'grant create on schema public to USER' as the database's owner.");
                    case FOREIGN_TABLES ->
                        problem(
                                "it holds tables of another program",
                                "Create a database of our own with 'createdb NAME' and name it in DATABASE_URL.");
                    case SCHEMA_AHEAD ->
                        problem(
                                "its schema " + seen.schema() + " is of a newer release",
                                "Run that release, or restore a backup of before into an empty database.");
                    case SCHEMA_PENDING ->
                        reached(seen, ", schema " + seen.schema() + ": the next start of a server migrates it");
                    case READY -> reached(seen, ", schema up to date");
                });
    }

    private Finding reached(DatabaseInspection seen, String schema) {
        String found = "PostgreSQL " + seen.version() + schema;
        return Versions.major(seen.version()) >= OLDEST_MAJOR
                ? Finding.ok(name(), found)
                : Finding.warning(name(), found, "Upgrade PostgreSQL to " + OLDEST_MAJOR + " or newer.");
    }

    private Finding problem(String found, String action) {
        return Finding.problem(name(), found, action);
    }
}
