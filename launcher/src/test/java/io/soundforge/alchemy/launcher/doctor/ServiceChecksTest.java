package io.soundforge.alchemy.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.launcher.embedded.EmbeddedRedis;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.JdbcSource;
import io.soundforge.alchemy.platform.database.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of what the server talks to: databases and Spotify's token service. */
class ServiceChecksTest {
    private static final String SECRET = "very-secret-0815";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), folder.resolve("logs"));
        redis = EmbeddedRedis.start(folder.resolve("redis"), folder.resolve("logs"));
    }

    @AfterAll
    static void stop() {
        redis.close();
        postgres.close();
    }

    @Test
    void database_withoutTables_willBeMigrated() throws Exception {
        Finding finding = only(new OwnDatabaseCheck(fresh("bare")));

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.found()).contains("PostgreSQL 18", "schema none of", "migrates");
    }

    @Test
    void database_migrated_isReady() throws Exception {
        String url = fresh("ready");
        Migrations.migrate(new DatabaseConfig(url, 1));

        assertThat(only(new OwnDatabaseCheck(url)).found()).contains("up to date");
    }

    @Test
    void database_ofANewerRelease_isAProblem() throws Exception {
        String url = fresh("newer");
        Migrations.migrate(new DatabaseConfig(url, 1));
        sql(
                url,
                "insert into flyway_schema_history select 9999, '9999', 'future', 'SQL', 'V9999__future.sql', 1,"
                        + " installed_by, now(), 1, true from flyway_schema_history where installed_rank = 1");

        Finding finding = only(new OwnDatabaseCheck(url));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.found()).contains("9999", "newer release");
    }

    @Test
    void database_withTablesOfAnotherProgram_isAProblem() throws Exception {
        String url = fresh("strange");
        sql(url, "create table invoices (id int)");

        assertThat(only(new OwnDatabaseCheck(url)).found()).contains("another program");
    }

    @Test
    void database_whereTablesMayNotBeMade_isAProblem() throws Exception {
        String url = fresh("guarded");
        sql(url, "create role guest login password '" + SECRET + "'");

        Finding finding = only(new OwnDatabaseCheck(url.replaceFirst("//[^@]*@", "//guest:" + SECRET + "@")));

        assertThat(finding.found()).contains("may not create tables");
    }

    @Test
    void database_withAWrongPassword_isAProblemWithoutThePassword() {
        String url = postgres.uri().replaceFirst(":[^:@]*@", ":" + SECRET + "@");

        Finding finding = only(new OwnDatabaseCheck(url));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.action()).contains("user and password in DATABASE_URL");
        assertThat(finding.toString()).doesNotContain(SECRET);
    }

    @Test
    void database_thatIsNotThere_isAProblem() {
        assertThat(only(new OwnDatabaseCheck(postgres.uri().replaceFirst("/alchemy$", "/nowhere")))
                        .action())
                .contains("createdb");
    }

    @Test
    void database_behindAClosedPort_isAProblem() throws Exception {
        Finding finding = only(new OwnDatabaseCheck("postgresql://u:" + SECRET + "@127.0.0.1:" + closedPort() + "/a"));

        assertThat(finding.found()).contains("does not answer");
        assertThat(finding.toString()).doesNotContain(SECRET);
    }

    @Test
    void bundledDatabase_ofAnotherMajorVersion_isAProblemWithTheWayOut() throws Exception {
        DataFolder old = new DataFolder(folder.resolve("old"));
        Files.createDirectories(old.postgres().resolve("cluster"));
        Files.writeString(old.postgres().resolve("cluster/PG_VERSION"), "12\n");

        Finding finding = only(new BundledDatabaseCheck(old));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.found()).contains("written by PostgreSQL 12");
        assertThat(finding.action()).contains("alchemy backup --data " + old.root(), "alchemy restore");
    }

    @Test
    void redis_thatLetsUsTalk_isFine() {
        assertThat(only(new RedisCheck(redis.uri())).found()).contains("Redis 6", "allowed");
    }

    @Test
    void redis_withAWrongPassword_isAProblemWithoutThePassword() {
        Finding finding = only(new RedisCheck(redis.uri().replaceFirst(":[^:@/]*@", ":" + SECRET + "@")));

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.toString()).doesNotContain(SECRET);
    }

    @Test
    void redis_behindAClosedPort_isAProblem() throws Exception {
        assertThat(only(new RedisCheck("redis://127.0.0.1:" + closedPort())).status())
                .isEqualTo(Status.PROBLEM);
    }

    @Test
    void spotify_withoutCredentials_isAWarning() {
        assertThat(only(spotify(Map.of())).status()).isEqualTo(Status.WARNING);
    }

    @Test
    void spotify_isJudgedByTheTokenService() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/api/token", exchange -> {
            // "id:very-secret-0815" and "busy:very-secret-0815"
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            int status = sent.equals("Basic aWQ6dmVyeS1zZWNyZXQtMDgxNQ==")
                    ? 200
                    : sent.equals("Basic YnVzeTp2ZXJ5LXNlY3JldC0wODE1") ? 503 : 401;
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(only(spotify("id", url)).status()).isEqualTo(Status.OK);
            assertThat(only(spotify("busy", url)).status()).isEqualTo(Status.WARNING);
            assertThat(only(spotify("wrong", url)).status()).isEqualTo(Status.PROBLEM);
            assertThat(only(spotify("wrong", url)).toString()).doesNotContain(SECRET);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void spotify_thatDoesNotAnswer_isAWarning() throws Exception {
        assertThat(only(spotify("id", "http://127.0.0.1:" + closedPort())).found())
                .contains("does not answer");
    }

    private static SpotifyCheck spotify(String id, String accounts) {
        return spotify(
                Map.of("SPOTIFY_CLIENT_ID", id, "SPOTIFY_CLIENT_SECRET", SECRET, "SPOTIFY_ACCOUNTS_URL", accounts));
    }

    private static SpotifyCheck spotify(Map<String, String> variables) {
        return new SpotifyCheck(ConfigReader.read(variables).spotify());
    }

    /** A database with nothing in it, on the same server. */
    private static String fresh(String name) throws Exception {
        sql(postgres.uri(), "create database " + name);
        return postgres.uri().replaceFirst("/alchemy$", "/" + name);
    }

    private static void sql(String url, String sql) throws Exception {
        try (Connection connection = JdbcSource.of(new DatabaseConfig(url, 1)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Finding only(Check check) {
        try {
            List<Finding> findings = check.look();
            assertThat(findings).hasSize(1);
            return findings.get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
