package io.soundforge.alchemy.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What a database answers to somebody who wants to use it; changes nothing, blocks for seconds at most.
 *
 * @param access how far one gets
 * @param detail what the driver or the server said when that is not far enough; holds no password
 * @param version of the server, such as {@code 18.6}; empty if it was not reached
 * @param schema {@code current} to {@code newest known}; empty if it was not reached
 */
public record DatabaseInspection(Access access, String detail, String version, String schema) {
    private static final int ANSWER_SECONDS = 5;
    private static final String CREDENTIALS = "28";
    private static final String NO_DATABASE = "3D";
    private static final String MAY_CREATE = "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),"
            + " exists (select from pg_class where relkind = 'r' and relnamespace ="
            + " (select oid from pg_namespace where nspname = current_schema()))";

    /** From worst to best. */
    public enum Access {
        UNREACHABLE,
        WRONG_CREDENTIALS,
        NO_SUCH_DATABASE,
        /** Tables may not be created, which every release may need to. */
        READ_ONLY,
        /** There are tables, and not by our migrations. */
        FOREIGN_TABLES,
        /** A newer release has changed the schema. */
        SCHEMA_AHEAD,
        /** The next start of a server creates or changes the schema. */
        SCHEMA_PENDING,
        READY
    }

    public static DatabaseInspection of(DatabaseConfig config) {
        PGSimpleDataSource source = JdbcSource.of(config);
        source.setSocketTimeout(ANSWER_SECONDS);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MAY_CREATE)) {
            row.next();
            String version = connection.getMetaData().getDatabaseProductVersion();
            return reached(config, version, row.getBoolean(1), row.getBoolean(2));
        } catch (SQLException e) {
            return new DatabaseInspection(accessOf(e), Unreached.sentence(config, e), "", "");
        }
    }

    private static DatabaseInspection reached(
            DatabaseConfig config, String version, boolean mayCreate, boolean hasTables) {
        try {
            SchemaState schema = Migrations.state(config);
            String text = schema.appliedText() + " of " + schema.knownText();
            return new DatabaseInspection(accessOf(schema, mayCreate, hasTables), "", version, text);
        } catch (FlywayException e) {
            return new DatabaseInspection(Access.UNREACHABLE, Unreached.sentence(config, e), version, "");
        }
    }

    private static Access accessOf(SchemaState schema, boolean mayCreate, boolean hasTables) {
        if (!mayCreate) {
            return Access.READ_ONLY;
        }
        if (schema.applied().isEmpty() && hasTables) {
            return Access.FOREIGN_TABLES;
        }
        if (schema.ahead()) {
            return Access.SCHEMA_AHEAD;
        }
        return schema.pending() ? Access.SCHEMA_PENDING : Access.READY;
    }

    private static Access accessOf(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        if (state.startsWith(CREDENTIALS)) {
            return Access.WRONG_CREDENTIALS;
        }
        return state.startsWith(NO_DATABASE) ? Access.NO_SUCH_DATABASE : Access.UNREACHABLE;
    }
}
