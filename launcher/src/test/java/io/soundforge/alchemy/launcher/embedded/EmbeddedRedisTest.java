package io.soundforge.alchemy.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
    @TempDir
    Path folder;

    private final List<EmbeddedRedis> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EmbeddedRedis::close);
    }

    @Test
    void values_afterAStopAndAStart_areThere() throws Exception {
        try (EmbeddedRedis before = start();
                RedisSession session = new RedisSession(before.uri())) {
            session.ask("SET song kept");
        }

        EmbeddedRedis redis = start();

        assertThat(ask(redis, "GET song")).isEqualTo("kept");
    }

    @Test
    void start_whileAnAbandonedServerLives_takesOverWithItsValuesAndPort() throws Exception {
        EmbeddedRedis abandoned = start();
        try (RedisSession session = new RedisSession(abandoned.uri())) {
            session.ask("SET song abandoned");
        }

        EmbeddedRedis redis = start();

        assertThat(ProcessHandle.of(abandoned.pid()).map(ProcessHandle::isAlive))
                .isNotEqualTo(Optional.of(true));
        assertThat(redis.uri()).isEqualTo(abandoned.uri());
        assertThat(ask(redis, "GET song")).isEqualTo("abandoned");
    }

    @Test
    void start_afterTheServerWasKilled_works() throws Exception {
        ProcessHandle server = ProcessHandle.of(start().pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(30, TimeUnit.SECONDS);

        EmbeddedRedis redis = start();

        assertThat(ask(redis, "PING")).isEqualTo("+PONG");
    }

    @Test
    void start_whenSomebodyElseHasThePort_takesAnother() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("port"), stranger.getLocalPort() + "\n");

            EmbeddedRedis redis = start();

            assertThat(URI.create(redis.uri()).getPort()).isNotEqualTo(stranger.getLocalPort());
        }
    }

    @Test
    void server_withoutThePassword_refuses() throws Exception {
        EmbeddedRedis redis = start();
        String withoutPassword = redis.uri().replaceFirst(":[0-9a-f]+@", "");

        try (RedisSession session = new RedisSession(withoutPassword)) {
            assertThat(session.ask("PING")).startsWith("-NOAUTH");
        }
    }

    private static String ask(EmbeddedRedis redis, String command) throws Exception {
        try (RedisSession session = new RedisSession(redis.uri())) {
            return session.ask(command);
        }
    }

    private EmbeddedRedis start() {
        EmbeddedRedis server = EmbeddedRedis.start(folder, folder.resolve("logs"));
        started.add(server);
        return server;
    }
}
