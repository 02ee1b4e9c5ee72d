package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GracefulStopTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final TrackId track = TrackId.random();

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void stop_running_givesTheJobBackWithoutBurningAnAttempt() throws Exception {
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        Promise<Publication> work = Promise.promise();
        JobRunner runner = queue.start(JobKind.ANALYZE, run -> {
            run.onStop(() -> work.fail(new CancellationException()));
            begun.complete(run);
            return work.future();
        });
        Job job = queue.submitOne(track);
        JobRun first = begun.get(30, TimeUnit.SECONDS);

        await(runner.stop());

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(queue.job(job.id()).attempt()).isZero();
        JobRow again = queue.claimOne(JobKind.ANALYZE);
        assertThat(again.job().attempt()).isEqualTo(1);
        assertThat(again.job().id() + "-" + again.leaseToken()).isNotEqualTo(first.attemptName());
    }

    @Test
    void stop_deafHandler_isAbandonedAndItsResultRefused() throws Exception {
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        Promise<Publication> work = Promise.promise();
        AtomicInteger published = new AtomicInteger();
        JobRunner runner = queue.start(JobKind.ANALYZE, run -> {
            begun.complete(run);
            return work.future();
        });
        Job job = queue.submitOne(track);
        begun.get(30, TimeUnit.SECONDS);

        await(runner.stop(Duration.ofMillis(50)));
        work.complete(tx -> Future.succeededFuture(published.incrementAndGet()).mapEmpty());

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.QUEUED);
        await(services.vertx().timer(100, TimeUnit.MILLISECONDS));
        assertThat(published).hasValue(0);
    }

    @Test
    void stop_finishedWork_isStillPublished() throws Exception {
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        Promise<Publication> work = Promise.promise();
        JobRunner runner = queue.start(JobKind.ANALYZE, run -> {
            run.onStop(() -> work.complete(TestRunner.NOTHING));
            begun.complete(run);
            return work.future();
        });
        Job job = queue.submitOne(track);
        begun.get(30, TimeUnit.SECONDS);

        await(runner.stop());

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.COMPLETED);
    }
}
