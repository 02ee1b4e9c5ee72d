package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobRunnerTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final TrackId track = TrackId.random();
    private final List<JobRunner> runners = new ArrayList<>();

    @AfterEach
    void stopRunners() {
        runners.forEach(runner -> await(runner.stop(Duration.ofMillis(100))));
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void fail_retryable_isTriedAgainAndTheErrorStaysVisible() {
        AtomicInteger attempts = new AtomicInteger();
        runners.add(queue.start(
                JobKind.ANALYZE,
                run -> attempts.incrementAndGet() < 3
                        ? Future.failedFuture(new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "It hung up."))
                        : Future.succeededFuture(TestRunner.NOTHING)));

        Job job = queue.submitOne(track);

        awaitState(job, JobState.COMPLETED);
        assertThat(attempts).hasValue(3);
        assertThat(await(services.journal().since(track, 0, 20)).stream()
                        .map(JobEvent::job)
                        .filter(seen -> seen.state() == JobState.QUEUED && seen.attempt() > 0))
                .hasSize(2)
                .allSatisfy(seen ->
                        assertThat(seen.error()).isEqualTo(new Failure(ErrorCode.SOURCE_UNAVAILABLE, "It hung up.")));
    }

    @Test
    void fail_retryableTooOften_endsWithTheLastError() {
        runners.add(queue.start(JobKind.ANALYZE, run -> {
            throw new AlchemyException(
                    ErrorCode.SOURCE_UNAVAILABLE, "Attempt " + run.job().attempt());
        }));

        Job job = queue.submitOne(track);

        awaitState(job, JobState.FAILED);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(3);
        assertThat(queue.job(job.id()).error()).isEqualTo(new Failure(ErrorCode.SOURCE_UNAVAILABLE, "Attempt 3"));
    }

    @Test
    void fail_permanent_isNotTriedAgain() {
        runners.add(queue.start(
                JobKind.ANALYZE,
                run -> Future.failedFuture(new AlchemyException(ErrorCode.CORRUPT_AUDIO, "Half a file."))));

        Job job = queue.submitOne(track);

        awaitState(job, JobState.FAILED);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(1);
    }

    @Test
    void fail_unexpected_isInternalWithoutItsText() {
        runners.add(queue.start(
                JobKind.ANALYZE, run -> Future.failedFuture(new IllegalStateException("/secret/path is broken"))));

        Job job = queue.submitOne(track);

        awaitState(job, JobState.FAILED);
        assertThat(queue.job(job.id()).error())
                .isEqualTo(new Failure(ErrorCode.INTERNAL, ErrorCode.INTERNAL.sentence()));
    }

    @Test
    void complete_publicationRefused_failsTheAttemptWithItsCode() {
        runners.add(queue.start(
                JobKind.ANALYZE,
                run -> Future.succeededFuture(
                        tx -> Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "The track is gone.")))));

        Job job = queue.submitOne(track);

        awaitState(job, JobState.FAILED);
        assertThat(queue.job(job.id()).error()).isEqualTo(new Failure(ErrorCode.NOT_FOUND, "The track is gone."));
    }

    @Test
    void slots_full_noMoreIsClaimed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RunnerConfig two =
                new RunnerConfig("n", 2, Duration.ofMillis(20), Duration.ofSeconds(10), RetryPolicy.attempts(1));
        runners.add(queue.start(JobKind.ANALYZE, two, run -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return services.vertx()
                    .timer(20, TimeUnit.MILLISECONDS)
                    .onComplete(done -> running.decrementAndGet())
                    .map(TestRunner.NOTHING);
        }));

        queue.submit(track, Plans.many(12));

        eventually().until(() -> queue.jobsOf(track).stream().allMatch(job -> job.state() == JobState.COMPLETED));
        assertThat(most).hasValue(2);
    }

    @Test
    void progress_neverDecreasesAndNeverFollowsTheEnd() throws Exception {
        List<JobEvent> seen = new CopyOnWriteArrayList<>();
        await(services.carrier().subscribe(event -> {
            if (event.job().track().equals(track)) {
                seen.add(event);
            }
        }));
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        Promise<Publication> work = Promise.promise();
        runners.add(queue.start(JobKind.ANALYZE, run -> {
            begun.complete(run);
            return work.future();
        }));
        Job job = queue.submitOne(track);
        JobRun run = begun.get(30, TimeUnit.SECONDS);

        for (int i = 0; i < 2000; i++) {
            run.progress(1 + i % 99, "beats");
        }
        eventually().until(() -> seen.stream().anyMatch(event -> !event.fact()));
        run.progress(40, "beats");
        run.progress(99.5, "key");
        eventually().until(() -> queue.job(job.id()).progress() == 99.5);
        work.complete(TestRunner.NOTHING);
        eventually().until(() -> seen.stream().anyMatch(event -> event.type() == JobEventType.COMPLETED));
        run.progress(100, "too late");
        // Two throttle periods: whatever is to come late has come.
        await(services.vertx().timer(500, TimeUnit.MILLISECONDS));

        List<Double> percents = seen.stream()
                .filter(event -> !event.fact())
                .map(event -> event.job().progress())
                .toList();
        assertThat(percents).isSorted().hasSizeLessThan(10).allMatch(percent -> percent >= 1);
        assertThat(seen.get(seen.size() - 1).type()).isEqualTo(JobEventType.COMPLETED);
    }

    @Test
    void arguments_unreadable_failTheJobWithoutAnAttemptLoop() {
        Job job = queue.submit(track, Plans.separate()).get(0);
        await(services.database()
                .pool()
                .preparedQuery("update jobs set args = '{\"options\": 7}' where id = $1")
                .execute(Tuple.of(job.id().value())));

        runners.add(queue.start(JobKind.SEPARATE, run -> Future.succeededFuture(TestRunner.NOTHING)));

        awaitState(job, JobState.FAILED);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(1);
    }

    private void awaitState(Job job, JobState state) {
        eventually().until(() -> queue.job(job.id()).state() == state);
    }
}
