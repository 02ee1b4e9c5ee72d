package io.soundforge.alchemy.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedServerTest {
    private static final AlchemyConfig OWN_DATABASES =
            ConfigReader.read(Map.of("DATABASE_URL", "postgresql://u:p@db/alchemy", "REDIS_URL", "redis://cache:6379"));

    @TempDir
    Path root;

    @Test
    void databasesOfTheOperator_areUsedAndNoneIsStarted() {
        List<ServerPlan> plans = new ArrayList<>();

        try (HostedServer server = start(plan -> {
            plans.add(plan);
            return new FakeServer(() -> {});
        })) {
            assertThat(server.address()).isEqualTo(FakeServer.ADDRESS);
        }

        ServerPlan plan = plans.get(0);
        assertThat(plan.databaseUrl()).isEqualTo("postgresql://u:p@db/alchemy");
        assertThat(plan.redisUrl()).isEqualTo("redis://cache:6379");
        assertThat(root.resolve("postgres")).doesNotExist();
        assertThat(root.resolve("redis")).doesNotExist();
        assertThat(plan.toString()).doesNotContain("u:p@");
    }

    @Test
    void folder_whileTheServerRuns_isLockedAndFreeAfterwards() {
        try (HostedServer server = start(plan -> new FakeServer(() -> {}))) {
            assertThat(server.address()).isNotNull();
            assertThatThrownBy(() -> start(plan -> new FakeServer(() -> {}))).isInstanceOf(LaunchException.class);
        }

        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(root))) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void server_thatDoesNotStart_leavesNothingLocked() {
        assertThatThrownBy(() -> start(plan -> {
                    throw new java.io.IOException("port 3000 is taken");
                }))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("port 3000 is taken");

        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(root))) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void server_thatDoesNotStopWell_stillGivesTheFolderBack() {
        start(plan -> new FakeServer(() -> {
                    throw new IllegalStateException("stuck");
                }))
                .close();

        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(root))) {
            assertThat(Files.exists(root.resolve("alchemy.lock"))).isTrue();
            assertThat(lock).isNotNull();
        }
    }

    private HostedServer start(ServerStarter starter) {
        return HostedServer.start(OWN_DATABASES, new DataFolder(root), List.of(), starter);
    }

    /** Does nothing but to stop in its own way. */
    private record FakeServer(Runnable onStop) implements RunningServer {
        static final URI ADDRESS = URI.create("http://127.0.0.1:3000");

        @Override
        public URI address() {
            return ADDRESS;
        }

        @Override
        public void stop(Duration patience) {
            onStop.run();
        }
    }
}
