package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that are put off, and what is remembered of attempts. */
class SnoozeTest {
    private static final Failure BUSY = new Failure(ErrorCode.RATE_LIMITED, "not now");

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
    void handlerThatSnoozes_isAskedAgain_withoutLosingAnAttempt() {
        AtomicInteger calls = new AtomicInteger();
        JobRunner runner = queue.start(
                JobKind.ANALYZE,
                run -> calls.incrementAndGet() == 1
                        ? Future.failedFuture(
                                new SnoozeException(Duration.ofSeconds(1), ErrorCode.UNAVAILABLE, "not now"))
                        : Future.succeededFuture(TestRunner.NOTHING));
        Job job = queue.submitOne(track);

        eventually().until(() -> queue.job(job.id()).state() == JobState.COMPLETED);

        await(runner.stop());
        assertThat(calls).hasValue(2);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(1);
        assertThat(detail(job).errors()).isEmpty();
    }

    @Test
    void handlerThatMeetsADatabaseThatIsAway_losesNoAttempt() {
        JobRunner runner = queue.start(
                JobKind.ANALYZE, run -> Future.failedFuture(new ConnectException("Connection refused: localhost:1")));
        Job job = queue.submitOne(track);

        eventually().until(() -> queue.job(job.id()).error() != null);

        await(runner.stop());
        assertThat(queue.job(job.id()))
                .satisfies(after -> assertThat(after.state()).isEqualTo(JobState.QUEUED))
                .satisfies(after -> assertThat(after.attempt()).isZero())
                .satisfies(after ->
                        assertThat(Objects.requireNonNull(after.error()).code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void snoozed_isNotTakenBefore_andSaysUntilWhen() {
        Job job = queue.submitOne(track);

        Job after = await(leases.snooze(claim(), Duration.ofHours(1), BUSY));

        assertThat(after.state()).isEqualTo(JobState.QUEUED);
        assertThat(after.attempt()).isZero();
        assertThat(after.error()).isEqualTo(BUSY);
        assertThat(queue.claim(JobKind.ANALYZE, 1, Duration.ofMinutes(1))).isEmpty();
        assertThat(Objects.requireNonNull(detail(job).notBefore())).isAfter(Instant.EPOCH);
    }

    @Test
    void snoozedForADayInAll_countsAsAttempts_andEnds() {
        Job job = queue.submitOne(track);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(await(leases.snooze(claim(), Duration.ofHours(1), BUSY)).attempt())
                    .isZero();
            makeDue();
        }

        for (int attempt = 1; attempt <= job.maxAttempts(); attempt++) {
            assertThat(await(leases.snooze(claim(), Duration.ofHours(1), BUSY)).attempt())
                    .isEqualTo(attempt);
            makeDue();
        }

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.FAILED);
        assertThat(detail(job).errors()).hasSize(job.maxAttempts()).allMatch(error -> error.code()
                .equals(ErrorCode.RATE_LIMITED.text()));
    }

    @Test
    void sourceThatSaysHowLong_isNotAskedBefore_andTheAttemptDoesNotCount() {
        JobRunner runner = queue.start(
                JobKind.ANALYZE,
                run -> Future.failedFuture(
                        new AlchemyException(ErrorCode.RATE_LIMITED, "wait", Duration.ofMinutes(7))));
        Job job = queue.submitOne(track);

        eventually().until(() -> queue.job(job.id()).error() != null);

        await(runner.stop());
        Instant notBefore = Objects.requireNonNull(detail(job).notBefore());
        assertThat(notBefore).isAfter(job.createdAt().plus(Duration.ofMinutes(6)));
        assertThat(queue.job(job.id()).attempt()).isZero();
    }

    @Test
    void everyFailedAttempt_isRemembered_theLastTwenty() {
        Job job = queue.submitOne(track);
        execute("update jobs set max_attempts = 30 where state = 'queued'");
        for (int attempt = 1; attempt <= 25; attempt++) {
            Failure failure = new Failure(ErrorCode.SOURCE_UNAVAILABLE, "number " + attempt);
            await(leases.fail(claim(), failure, java.util.Optional.of(Duration.ZERO)));
        }

        assertThat(detail(job).errors()).hasSize(20).first().satisfies(error -> {
            assertThat(error.attempt()).isEqualTo(6);
            assertThat(error.message()).isEqualTo("number 6");
            assertThat(error.failedAt()).isAfterOrEqualTo(error.startedAt());
        });
    }

    private Lease claim() {
        return queue.claimOne(JobKind.ANALYZE).lease();
    }

    private static JobDetail detail(Job job) {
        return await(new JobReader(services.database()).detail(job.id())).orElseThrow();
    }

    private static void makeDue() {
        execute("update jobs set run_at = now() where state = 'queued'");
    }

    private static void execute(String sql) {
        await(services.database().pool().query(sql).execute());
    }
}
