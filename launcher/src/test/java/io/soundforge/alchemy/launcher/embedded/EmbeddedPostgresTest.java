package io.soundforge.alchemy.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** One for all tests: unpacking and initialising is most of the work. Every test leaves a stopped server behind. */
    @TempDir
    static Path folder;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @BeforeAll
    static void createTable() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder, folder.resolve("logs"));
                Connection connection = connect(first);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text varchar)");
        }
    }

    @AfterEach
    void stop() {
        started.forEach(EmbeddedPostgres::close);
    }

    @Test
    void rows_afterAStopAndAStart_areThere() throws Exception {
        try (EmbeddedPostgres before = start()) {
            insert(before, "kept");
        }

        EmbeddedPostgres postgres = start();

        assertThat(notes(postgres)).contains("kept");
    }

    @Test
    void start_whileAnAbandonedServerLives_takesOverWithItsRowsAndPort() throws Exception {
        EmbeddedPostgres abandoned = start();
        insert(abandoned, "written before the crash");

        EmbeddedPostgres postgres = start();

        assertThat(ProcessHandle.of(abandoned.pid()).map(ProcessHandle::isAlive))
                .isNotEqualTo(Optional.of(true));
        assertThat(postgres.uri()).isEqualTo(abandoned.uri());
        assertThat(notes(postgres)).contains("written before the crash");
    }

    @Test
    void start_afterTheServerWasKilled_recoversWhatWasCommitted() throws Exception {
        EmbeddedPostgres killed = start();
        insert(killed, "committed, then kill -9");
        ProcessHandle server = ProcessHandle.of(killed.pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(30, TimeUnit.SECONDS);

        EmbeddedPostgres postgres = start();

        assertThat(notes(postgres)).contains("committed, then kill -9");
    }

    @Test
    void stalePidFile_withTheNumberOfAnotherProcess_leavesThatProcessAlone() throws Exception {
        Process stranger = new ProcessBuilder("cat").start();
        try {
            Files.writeString(folder.resolve("cluster/postmaster.pid"), stranger.pid() + "\n/elsewhere\n1\n5432\n");

            EmbeddedPostgres postgres = start();

            assertThat(stranger.isAlive()).isTrue();
            assertThat(notes(postgres)).isNotNull();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void start_whenSomebodyElseHasThePort_takesAnother() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("port"), stranger.getLocalPort() + "\n");

            EmbeddedPostgres postgres = start();

            assertThat(port(postgres)).isNotEqualTo(stranger.getLocalPort());
            assertThat(Files.readString(folder.resolve("port"))).isEqualTo(port(postgres) + "\n");
        }
    }

    @Test
    void server_isDurableAndUnicode() throws Exception {
        EmbeddedPostgres postgres = start();

        assertThat(query(postgres, "SHOW fsync")).containsExactly("on");
        assertThat(query(postgres, "SHOW synchronous_commit")).containsExactly("on");
        assertThat(query(postgres, "SHOW server_encoding")).containsExactly("UTF8");
        assertThat(query(postgres, "SELECT upper('é')")).containsExactly("É");
    }

    @Test
    void password_isReadableByItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, folder.resolve("logs"));
        started.add(server);
        return server;
    }

    private static void insert(EmbeddedPostgres server, String text) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO note VALUES ('" + text + "')");
        }
    }

    private static List<String> notes(EmbeddedPostgres server) throws SQLException {
        return query(server, "SELECT text FROM note");
    }

    private static List<String> query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        URI uri = URI.create(server.uri());
        String[] credentials = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
                credentials[0],
                credentials[1]);
    }

    private static int port(EmbeddedPostgres server) {
        return URI.create(server.uri()).getPort();
    }
}
