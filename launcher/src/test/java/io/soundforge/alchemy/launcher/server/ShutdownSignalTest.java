package io.soundforge.alchemy.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownSignalTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void request_endsTheWaitAndWaitsForTheEndOfTheWork() throws Exception {
        ShutdownSignal signal = new ShutdownSignal(LONG);
        CompletableFuture<Void> request = CompletableFuture.runAsync(signal::request);

        signal.await();

        assertThat(request).isNotDone();
        signal.close();
        request.get(30, TimeUnit.SECONDS);
    }

    @Test
    void request_whenTheWorkNeverEnds_givesUp() throws Exception {
        ShutdownSignal signal = new ShutdownSignal(Duration.ofMillis(50));

        CompletableFuture.runAsync(signal::request).get(30, TimeUnit.SECONDS);
    }

    @Test
    void request_duringWork_interruptsItAndNothingAfterIt() throws Exception {
        ShutdownSignal signal = new ShutdownSignal(Duration.ofMillis(50));
        List<CompletableFuture<Void>> requests = new ArrayList<>();

        assertThatThrownBy(() -> signal.interrupting(() -> {
                    requests.add(CompletableFuture.runAsync(signal::request));
                    new CountDownLatch(1).await();
                    return null;
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        requests.get(0).get(30, TimeUnit.SECONDS);
    }
}
