package io.soundforge.alchemy.platform.database;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both drivers against a PostgreSQL with TLS whose certificate, by an authority of its own, is for {@code localhost}. */
class ServerTrustTest {
    private static final String ENCRYPTED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    @TempDir
    static Path folder;

    private static final Vertx vertx = Vertx.vertx();
    private static TestAuthority authority;
    private static TestAuthority other;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("ours")), "localhost");
        other = new TestAuthority(Files.createDirectory(folder.resolve("other")), "localhost");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", authority.certificate().toString())
                .setServerConfig("ssl_key_file", authority.key().toString())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        await(vertx.close());
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sslmode=require", "sslmode=require&ROOT", "sslmode=verify-ca&ROOT", "sslmode=verify-full&ROOT"})
    void trustedServer_isTalkedToInSecret(String parameters) throws SQLException {
        DatabaseConfig config = config("localhost", parameters, authority);

        assertThat(throughVertx(config)).isTrue();
        assertThat(throughJdbc(config)).isTrue();
    }

    @Test
    void withoutAMode_nothingIsEncrypted() throws SQLException {
        DatabaseConfig config = config("localhost", "", authority);

        assertThat(throughVertx(config)).isFalse();
        assertThat(throughJdbc(config)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=require&ROOT", "sslmode=verify-ca&ROOT", "sslmode=verify-full&ROOT"})
    void serverOfAnotherAuthority_isRefused(String parameters) {
        assertRefused(config("localhost", parameters, other));
    }

    @Test
    void serverOfAnotherName_isRefused_byVerifyFullOnly() throws SQLException {
        assertRefused(config("127.0.0.1", "sslmode=verify-full&ROOT", authority));
        assertThat(throughVertx(config("127.0.0.1", "sslmode=verify-ca&ROOT", authority)))
                .isTrue();
        assertThat(throughJdbc(config("127.0.0.1", "sslmode=verify-ca&ROOT", authority)))
                .isTrue();
    }

    /** Java trusts no authority of a test. */
    @Test
    void withoutRootCertificate_javasAuthoritiesCount() {
        assertRefused(config("localhost", "sslmode=verify-full", authority));
    }

    @Test
    void unknownMode_isRefused() {
        assertThatThrownBy(() -> ServerTrust.of("postgresql://h/d?sslmode=maybe"))
                .hasMessageContaining("verify-full")
                .hasMessageContaining("maybe");
    }

    private static void assertRefused(DatabaseConfig config) {
        assertThatThrownBy(() -> throughVertx(config)).as("vertx").isNotNull();
        assertThatThrownBy(() -> throughJdbc(config)).as("jdbc").isInstanceOf(SQLException.class);
    }

    private static DatabaseConfig config(String host, String parameters, TestAuthority trusted) {
        String all = parameters.replace("ROOT", "sslrootcert=" + trusted.root());
        return new DatabaseConfig(
                "postgresql://postgres:postgres@" + host + ":" + postgres.getPort() + "/postgres"
                        + (all.isEmpty() ? "" : "?" + all),
                1);
    }

    private static boolean throughVertx(DatabaseConfig config) {
        Database database = new Database(vertx, config);
        try {
            Row row =
                    await(database.pool().query(ENCRYPTED).execute()).iterator().next();
            return row.getBoolean(0);
        } finally {
            await(database.close());
        }
    }

    private static boolean throughJdbc(DatabaseConfig config) throws SQLException {
        try (Connection connection = JdbcSource.of(config).getConnection();
                ResultSet row = connection.createStatement().executeQuery(ENCRYPTED)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
