package io.soundforge.alchemy.platform.backup;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.JdbcSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Fills empty tables of the backup's own schema version in one transaction. */
final class TableLoad implements AutoCloseable {
    private static final int SILENCE_SECONDS = 600;

    private final Connection connection;

    private TableLoad(Connection connection) {
        this.connection = connection;
    }

    static TableLoad into(DatabaseConfig config) throws SQLException {
        PGSimpleDataSource source = JdbcSource.of(config);
        source.setSocketTimeout(SILENCE_SECONDS); // indexes and references are checked before an answer comes
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            return new TableLoad(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether there are tables at all. */
    boolean hasTables() throws SQLException {
        return !OurTables.of(connection).isEmpty();
    }

    /** @throws AlchemyException CONFLICT if a table has a row */
    void requireEmpty() throws SQLException {
        for (OurTables.Table table : OurTables.of(connection)) {
            if (OurTables.hasRows(connection, table)) {
                throw new AlchemyException(
                        ErrorCode.CONFLICT,
                        "The database is not empty: table " + table.name()
                                + " has rows. Restore into an empty database.");
            }
        }
    }

    /** Loads every table; nothing is seen by others before {@link #commit}. */
    void load(BackupArchive archive) throws SQLException, IOException {
        List<OurTables.Table> tables = OurTables.of(connection);
        Map<String, BackupManifest.Table> rows = archive.manifest().tables().stream()
                .collect(Collectors.toMap(BackupManifest.Table::name, Function.identity()));
        requireSame(tables, rows);
        empty(tables); // of what migrations put there: the backup has it
        for (OurTables.Table table : tables) {
            BackupManifest.Table saved = rows.get(table.name());
            if (saved != null) {
                load(table, saved, archive);
            }
        }
    }

    private static void requireSame(List<OurTables.Table> tables, Map<String, BackupManifest.Table> rows) {
        Map<String, OurTables.Table> here =
                tables.stream().collect(Collectors.toMap(OurTables.Table::name, Function.identity()));
        for (BackupManifest.Table saved : rows.values()) {
            OurTables.Table table = here.get(saved.name());
            if (table == null || !table.columns().containsAll(saved.columns())) {
                throw new AlchemyException(
                        ErrorCode.CONFLICT,
                        "Table " + saved.name() + " of the backup does not exist in this form in its schema"
                                + " version.");
            }
        }
    }

    /** Removes every row, for a database that had none. */
    void emptyAll() throws SQLException {
        empty(OurTables.of(connection));
        connection.commit();
    }

    private void empty(List<OurTables.Table> tables) throws SQLException {
        String names =
                String.join(", ", tables.stream().map(OurTables.Table::quoted).toList());
        execute("truncate " + names);
    }

    private void load(OurTables.Table table, BackupManifest.Table saved, BackupArchive archive)
            throws SQLException, IOException {
        String columns =
                String.join(", ", saved.columns().stream().map(OurTables::quote).toList());
        String sql = "copy " + table.quoted() + " (" + columns + ") from stdin";
        long rows;
        try (InputStream text = archive.content(saved.entryName())) {
            rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, text);
        }
        if (rows != saved.rows()) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "Table " + saved.name() + " must have " + saved.rows() + " rows; the backup holds " + rows + ".");
        }
        for (Map.Entry<String, Long> next : saved.nextNumbers().entrySet()) {
            if (table.identities().contains(next.getKey())) {
                OurTables.nextNumber(connection, table, next.getKey(), next.getValue());
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** From here on the facts are another journal: numbers that clients keep of the old one mean nothing here. */
    void renameJournal() throws SQLException {
        execute("update fact_epoch set epoch = gen_random_uuid()");
        connection.commit();
    }

    /** Removes every table, for a database that had none. */
    void dropAll() throws SQLException {
        connection.rollback();
        for (OurTables.Table table : OurTables.of(connection)) {
            execute("drop table " + table.quoted() + " cascade");
        }
        execute("drop table if exists " + String.join(", ", OurTables.OTHERS));
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes back what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
