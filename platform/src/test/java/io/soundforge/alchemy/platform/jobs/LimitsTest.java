package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attempts that take too long. */
class LimitsTest {
    private static final RetryPolicy TWICE =
            RetryPolicy.attempts(2).startingAt(Duration.ofMillis(1)).upTo(Duration.ofMillis(1));

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void tooLong_isStopped_andItsBlockingWorkInterrupted() {
        WorkerExecutor workers = services.vertx().createSharedWorkerExecutor("limits");
        AtomicInteger interrupted = new AtomicInteger();
        JobRunner runner = start(
                new JobLimits(Duration.ofMillis(200), 0, Duration.ZERO),
                run -> workers.executeBlocking(
                        () -> run.interruptibly(() -> {
                            try {
                                new CountDownLatch(1).await();
                                throw new AssertionError("nobody counts down");
                            } catch (InterruptedException e) {
                                interrupted.incrementAndGet();
                                throw e;
                            }
                        }),
                        false));
        Job job = queue.submitOne(TrackId.random());

        eventually()
                .until(() -> queue.job(job.id()).state().terminal()
                        || !detail(job).errors().isEmpty());
        await(runner.stop());

        assertThat(detail(job).errors()).first().satisfies(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.TIMEOUT.text());
            assertThat(error.message()).isEqualTo("The work took longer than it may.");
        });
        assertThat(interrupted.get()).isPositive();
        assertThat(services.jobs().figures().timedOut()).isPositive();
        await(services.jobs().cancel(job.id()));
        await(workers.close());
    }

    @Test
    void silence_isStopped_butNotWhoSpeaks() {
        AtomicInteger steps = new AtomicInteger();
        JobRunner runner = start(new JobLimits(Duration.ofMinutes(10), 0, Duration.ofSeconds(2)), run -> {
            io.vertx.core.Promise<Publication> work = io.vertx.core.Promise.promise();
            run.onStop(() -> work.tryFail("stopped"));
            services.vertx().setPeriodic(100, timer -> {
                if (run.job().attempt() == 1) {
                    services.vertx().cancelTimer(timer);
                } else if (steps.incrementAndGet() < 30) {
                    run.progress(steps.get(), "speaking");
                } else {
                    services.vertx().cancelTimer(timer);
                    work.tryComplete(TestRunner.NOTHING);
                }
            });
            return work.future();
        });
        Job job = queue.submitOne(TrackId.random());

        eventually().until(() -> queue.job(job.id()).state().terminal());
        await(runner.stop());

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.COMPLETED);
        assertThat(detail(job).errors()).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo("The work made no progress for too long."));
    }

    private JobRunner start(JobLimits limits, java.util.function.Function<JobRun, Future<Publication>> work) {
        RunnerConfig config = new RunnerConfig("node", 2, Duration.ofMillis(50), Duration.ofSeconds(30), TWICE);
        return queue.start(JobKind.ANALYZE, config.within(limits), work);
    }

    private static JobDetail detail(Job job) {
        return await(new JobReader(services.database()).detail(job.id())).orElseThrow();
    }
}
