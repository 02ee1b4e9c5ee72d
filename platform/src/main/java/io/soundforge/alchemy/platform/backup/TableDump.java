package io.soundforge.alchemy.platform.backup;

import io.soundforge.alchemy.platform.backup.BackupManifest.Entry;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.JdbcSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** All rows as they were at one moment, however much a server goes on to write. */
final class TableDump implements AutoCloseable {
    private static final int SILENCE_SECONDS = 120;
    private static final int FETCH = 1_000;

    private final Connection connection;

    private TableDump(Connection connection) {
        this.connection = connection;
    }

    static TableDump of(DatabaseConfig config) throws SQLException {
        PGSimpleDataSource source = JdbcSource.of(config);
        source.setSocketTimeout(SILENCE_SECONDS);
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new TableDump(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Such as {@code 18.6}. */
    String serverVersion() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    /** Writes one entry per table. */
    List<BackupManifest.Table> into(ArchiveWriter archive) throws SQLException, IOException {
        List<BackupManifest.Table> written = new ArrayList<>();
        for (OurTables.Table table : OurTables.of(connection)) {
            long rows = copy(table, archive);
            written.add(new BackupManifest.Table(table.name(), table.columns(), rows, nextNumbers(table)));
        }
        return written;
    }

    private long copy(OurTables.Table table, ArchiveWriter archive) throws SQLException, IOException {
        String sql = "copy " + table.quoted() + " (" + table.columnList() + ") to stdout";
        long[] rows = new long[1];
        archive.<SQLException>text(
                BackupManifest.Table.entryName(table.name()),
                out -> rows[0] =
                        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out));
        return rows[0];
    }

    /** Read after the rows, and sequences know no snapshot: never a number that a row here has. */
    private Map<String, Long> nextNumbers(OurTables.Table table) throws SQLException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String column : table.identities()) {
            numbers.put(column, OurTables.nextNumber(connection, table, column));
        }
        return numbers;
    }

    /** Keys of the catalog's files whose bytes are not among these entries, or are others. */
    List<String> lost(List<Entry> entries) throws SQLException {
        Map<String, String> hashes = new LinkedHashMap<>();
        entries.forEach(entry -> hashes.put(entry.name(), entry.sha256()));
        List<String> lost = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet assets = statement.executeQuery("select key, sha256 from assets order by number")) {
                while (assets.next()) {
                    if (!assets.getString(2).equals(hashes.get(BackupManifest.BLOBS + assets.getString(1)))) {
                        lost.add(assets.getString(1));
                    }
                }
            }
        }
        return lost;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
