package io.soundforge.alchemy.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.bench.chaos.scenario.Paused;
import io.soundforge.alchemy.bench.chaos.scenario.PoliteStop;
import io.soundforge.alchemy.bench.chaos.scenario.RandomKills;
import io.soundforge.alchemy.bench.chaos.scenario.ServerRestarts;
import io.soundforge.alchemy.bench.chaos.scenario.Untold;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of {@code bench/chaos} that need processes, as small as they still mean something. */
@Tag("slow")
class ChaosTest {
    private static final Sizes SMALL = new Sizes(2, 100, 24, 1, 50, 0, Duration.ofSeconds(5), Duration.ofMinutes(3));

    @TempDir
    static Path folder;

    private static Arena arena;

    @BeforeAll
    static void startServers() {
        arena = new Arena(folder, 1);
    }

    @AfterAll
    static void stopServers() {
        arena.close();
    }

    @Test
    void workersKilledAtWork_noJobIsLostOrDoneTwice() {
        assertKept(new RandomKills());
    }

    @Test
    void workerStoppedBeyondItsLease_wakesUpToNothing() {
        assertKept(new Paused());
    }

    @Test
    void serversRestartedInTheMiddle_noJobIsLostOrDoneTwice() {
        assertKept(new ServerRestarts());
    }

    @Test
    void workerDeadBetweenCommitAndTelling_isToldOfAfterAll() {
        assertKept(new Untold());
    }

    @Test
    void workerAskedToStop_burnsNoAttempt() {
        assertKept(new PoliteStop());
    }

    private static void assertKept(Scenario scenario) {
        Result result = Scenarios.play(scenario, arena, SMALL);

        assertThat(result.accepted()).isPositive();
        assertThat(result.broken()).as(result.line()).isEmpty();
    }
}
