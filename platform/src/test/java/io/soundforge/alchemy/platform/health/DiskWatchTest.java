package io.soundforge.alchemy.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
    private static final long RESERVE = 1L << 30;

    @Test
    void runsLowBelowTheReserve_andHasRoomAgain() {
        AtomicLong usable = new AtomicLong(RESERVE);
        DiskWatch disk = new DiskWatch(() -> Future.succeededFuture(usable.get()), RESERVE, Duration.ZERO);

        assertThat(disk.low()).isFalse();
        usable.set(RESERVE - 1);
        await().atMost(Duration.ofSeconds(30)).until(disk::low);
        usable.set(RESERVE);
        await().atMost(Duration.ofSeconds(30)).until(() -> !disk.low());
    }

    @Test
    void aStorageThatDoesNotTell_countsAsHavingRoom() {
        assertThat(new DiskWatch(Promise.<Long>promise()::future, RESERVE, Duration.ZERO).low())
                .isFalse();
        assertThat(new DiskWatch(() -> Future.failedFuture("away"), RESERVE, Duration.ZERO).low())
                .isFalse();
    }
}
