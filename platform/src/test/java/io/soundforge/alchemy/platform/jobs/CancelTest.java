package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final LeaseStore leases = services.jobs().leases();
    private final TrackId track = TrackId.random();

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void cancel_unknown_isNotFound() {
        assertThatThrownBy(() -> await(services.jobs().cancel(JobId.random())))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void cancel_queued_endsAtOnceWithThoseThatWait() {
        List<Job> jobs = queue.submit(track, Plans.song());

        Job after = await(services.jobs().cancel(jobs.get(1).id()));

        assertThat(after.state()).isEqualTo(JobState.CANCELLED);
        assertThat(after.error()).extracting(Failure::code).isEqualTo(ErrorCode.CANCELLED);
        assertThat(queue.jobsOf(track))
                .extracting(Job::state)
                .containsExactly(JobState.QUEUED, JobState.CANCELLED, JobState.CANCELLED, JobState.CANCELLED);
    }

    @Test
    void cancel_running_workerHearsTheHintAndTheJobEndsCancelled() throws Exception {
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        Promise<Publication> work = Promise.promise();
        RunnerConfig slowHeart =
                new RunnerConfig("n", 1, Duration.ofMillis(50), Duration.ofMinutes(10), RetryPolicy.attempts(3));
        JobRunner runner = queue.start(JobKind.RESOLVE, slowHeart, run -> {
            run.onStop(() -> work.fail(new IllegalStateException("the tool was killed")));
            begun.complete(run);
            return work.future();
        });
        List<Job> jobs = queue.submit(track, Plans.song());
        begun.get(30, TimeUnit.SECONDS);

        Job answer = await(services.jobs().cancel(jobs.get(0).id()));

        assertThat(answer.state()).isIn(JobState.RUNNING, JobState.CANCELLED);
        eventually().until(() -> queue.jobsOf(track).stream().allMatch(job -> job.state() == JobState.CANCELLED));
        await(runner.stop());
    }

    @Test
    void cancel_hintLost_theHeartbeatTells() {
        Job job = queue.submitOne(track);
        Lease lease = queue.claimOne(JobKind.ANALYZE).lease();

        await(services.jobs().cancel(job.id()));

        assertThat(await(leases.heartbeat(List.of(lease), Duration.ofMinutes(1)))
                        .cancelRequested())
                .containsExactly(lease);
        await(leases.cancelled(lease));
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancel_runningThenAttemptFails_isCancelledNotRetried() {
        Job job = queue.submitOne(track);
        Lease lease = queue.claimOne(JobKind.ANALYZE).lease();
        await(services.jobs().cancel(job.id()));

        await(leases.fail(lease, new Failure(ErrorCode.TIMEOUT, "too slow"), Optional.of(Duration.ZERO)));

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancel_waitingForARetry_endsAtOnceAndIsNotTriedAgain() {
        Job job = queue.submitOne(track);
        Lease lease = queue.claimOne(JobKind.ANALYZE).lease();
        await(leases.fail(lease, new Failure(ErrorCode.TIMEOUT, "too slow"), Optional.of(Duration.ZERO)));

        Job after = await(services.jobs().cancel(job.id()));

        assertThat(after.state()).isEqualTo(JobState.CANCELLED);
        assertThat(queue.claim(JobKind.ANALYZE, 1, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void cancel_runningThenWorkerDies_rescueCancels() {
        Job job = queue.submitOne(track);
        queue.claim(JobKind.ANALYZE, 1, Duration.ofMillis(-1));
        await(services.jobs().cancel(job.id()));

        await(leases.rescue());

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancel_ended_changesNothing() {
        Job job = queue.submitOne(track);
        await(leases.complete(queue.claimOne(JobKind.ANALYZE).lease(), TestRunner.NOTHING));
        Job completed = queue.job(job.id());

        assertThat(await(services.jobs().cancel(job.id()))).isEqualTo(completed);
        assertThat(queue.job(job.id())).isEqualTo(completed);
    }

    @Test
    void cancel_twice_givesTheSameJobAndOneFact() {
        Job job = queue.submitOne(track);

        Job first = await(services.jobs().cancel(job.id()));
        Job second = await(services.jobs().cancel(job.id()));

        assertThat(second).isEqualTo(first);
        assertThat(await(services.journal().since(track, 0, 10)))
                .extracting(event -> event.type().text())
                .containsExactly("created", "error");
    }
}
