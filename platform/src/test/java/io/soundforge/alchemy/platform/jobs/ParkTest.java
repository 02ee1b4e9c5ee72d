package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.BatchTally;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that wait for somebody's answer. */
class ParkTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final OwnerId GUEST = new OwnerId("z-guest");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final LeaseStore leases = services.jobs().leases();
    private final TrackId track = services.newTrack("parked").id();

    @AfterEach
    void leaveTheQueueEmpty() {
        execute("delete from jobs");
    }

    @Test
    void handlerThatParks_givesItsOnlySlotBack_andIsAskedAgainAfterTheAnswer() {
        AtomicInteger calls = new AtomicInteger();
        RunnerConfig oneSlot =
                new RunnerConfig("node", 1, Duration.ofMillis(50), Duration.ofSeconds(3), RetryPolicy.attempts(3));
        TrackId other = services.newTrack("other").id();
        JobRunner runner = queue.start(
                JobKind.ANALYZE,
                oneSlot,
                run -> run.track().equals(track) && calls.incrementAndGet() == 1
                        ? Future.failedFuture(parked())
                        : Future.succeededFuture(TestRunner.NOTHING));
        Job job = queue.submitOne(track);
        eventually().until(() -> queue.job(job.id()).stage().equals("choosing"));

        Job next = queue.submitOne(other);
        eventually().until(() -> queue.job(next.id()).state() == JobState.COMPLETED);
        assertThat(calls).hasValue(1);

        Job answered = unpark(job);
        assertThat(answered.stage()).isEmpty();
        assertThat(answered.error()).isNull();
        eventually().until(() -> queue.job(job.id()).state() == JobState.COMPLETED);
        await(runner.stop());
        assertThat(calls).hasValue(2);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(1);
    }

    @Test
    void parked_holdsNoLease_keepsItsAttempts_andSaysWhatIsAskedFor() {
        Job job = park();

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempt()).isZero();
        assertThat(job.error()).isEqualTo(new Failure(ErrorCode.CHOICE_NEEDED, "which one?"));
        assertThat(count("select count(*) from jobs where lease_owner is not null or lease_until is not null"))
                .isZero();
    }

    @Test
    void noteThatCannotBeWritten_leavesTheJobWithItsWorker() {
        Job job = queue.submitOne(track);
        Lease lease = claim();
        ParkedException parked = new ParkedException(
                ErrorCode.CHOICE_NEEDED, "choosing", "which one?", tx -> Future.failedFuture("the note is lost"));

        assertThatThrownBy(() -> await(leases.park(lease, parked))).hasMessageContaining("the note is lost");

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        assertThat(isParked(job)).isFalse();
    }

    @Test
    void workerThatLostItsLease_cannotPark() {
        queue.submitOne(track);
        Lease lost = claim();
        execute("update jobs set lease_until = now() - interval '1 second'");
        await(leases.rescue());

        assertThatThrownBy(() -> await(leases.park(lost, parked()))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void restartOfWorkers_rescuersAndRetention_leaveAParkedJobAlone() {
        Job job = park();
        execute("update jobs set created_at = now() - interval '400 days', run_at = now() - interval '400 days'");
        AtomicInteger calls = new AtomicInteger();
        TrackId other = services.newTrack("other").id();
        JobRunner restarted = queue.start(JobKind.ANALYZE, run -> {
            calls.incrementAndGet();
            return Future.succeededFuture(TestRunner.NOTHING);
        });
        Job next = queue.submitOne(other);
        eventually().until(() -> queue.job(next.id()).state() == JobState.COMPLETED);
        await(restarted.stop());

        assertThat(await(leases.rescue())).isEmpty();
        await(new Retention(services.database()).removeOlderThan(Duration.ofSeconds(1)));

        assertThat(calls).hasValue(1);
        assertThat(isParked(job)).isTrue();
    }

    @Test
    void waitingForAnAnswer_countsForNoLimitOfSnoozesOrAttempts() {
        Job job = park();
        for (int time = 0; time < job.maxAttempts() + 24; time++) {
            unpark(job);
            assertThat(await(leases.park(claim(), parked())).attempt()).isZero();
        }

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(count("select count(*) from jobs where snoozed_ms > 0")).isZero();
    }

    @Test
    void cancelOfAParkedJob_endsItAtOnce_andNoAnswerWakesIt() {
        Job job = park();

        assertThat(await(services.jobs().cancel(job.id())).state()).isEqualTo(JobState.CANCELLED);

        assertThat(isParked(job)).isFalse();
        assertConflict(job);
        assertThat(queue.claim(JobKind.ANALYZE, 1, LONG)).isEmpty();
    }

    @Test
    void cancelThatCameWhileItRan_endsIt_insteadOfParking() {
        Job job = queue.submitOne(track);
        Lease lease = claim();
        await(services.jobs().cancel(job.id()));

        assertThat(await(leases.park(lease, parked())).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void twoAnswersAtOnce_oneWakesTheJob_theOtherIsToldSo() {
        Job job = park();

        List<Future<Job>> answers = List.of(answer(job), answer(job));

        await(Future.join(answers).transform(done -> Future.succeededFuture()));
        assertThat(answers).filteredOn(Future::succeeded).hasSize(1);
        assertConflict(job);
        assertThat(queue.claim(JobKind.ANALYZE, 5, LONG)).hasSize(1);
    }

    @Test
    void answerForAJobThatDoesNotWait_isAConflict() {
        Job job = queue.submitOne(track);

        assertConflict(job);
        claim();
        assertConflict(job);
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void successorOfAParkedJob_waits_andOpensAfterIt() {
        List<Job> jobs = queue.submit(track, Plans.song());
        JobRow resolve = queue.claimOne(JobKind.RESOLVE);
        await(leases.park(resolve.lease(), parked()));
        assertThat(queue.claim(JobKind.DOWNLOAD, 1, LONG)).isEmpty();

        unpark(jobs.get(0));
        await(leases.complete(queue.claimOne(JobKind.RESOLVE).lease(), TestRunner.NOTHING));

        assertThat(queue.claim(JobKind.DOWNLOAD, 1, LONG)).hasSize(1);
    }

    @Test
    void hundredParkedJobs_costTheirOwnerNoTurn() {
        queue.submit(track, Plans.many(100));
        queue.claim(JobKind.ANALYZE, 100, LONG).forEach(row -> await(leases.park(row.lease(), parked())));
        queue.submit(track, Plans.many(3));
        submit(GUEST, 3);

        List<OwnerId> started = queue.claim(JobKind.ANALYZE, 4, LONG).stream()
                .map(row -> row.job().owner())
                .toList();

        assertThat(started).containsExactlyInAnyOrder(OwnerId.LOCAL, OwnerId.LOCAL, GUEST, GUEST);
    }

    @Test
    void batchCountsAParkedItemAsWaiting() {
        BatchStore batches = new BatchStore(services.database());
        Batch batch = new Batch(UUID.randomUUID(), BatchId.random(), OwnerId.LOCAL, "f", 1, Instant.EPOCH);
        List<BatchItem> items = List.of(new BatchItem(0, "https://a.example/0", track));
        await(services.database()
                .inTransaction(tx -> batches.insert(tx, batch).compose(is -> batches.addItems(tx, batch.id(), items))));
        Job job = park();

        BatchTally waiting = await(batches.tally(batch));
        assertThat(waiting.state().terminal()).isFalse();
        assertThat(waiting.count(BatchState.QUEUED)).isEqualTo(1);
        assertThat(waiting.progress()).isZero();

        unpark(job);
        await(leases.complete(claim(), TestRunner.NOTHING));
        assertThat(await(batches.tally(batch)).count(BatchState.COMPLETED)).isEqualTo(1);
    }

    private Job park() {
        queue.submitOne(track);
        return await(leases.park(claim(), parked()));
    }

    private static ParkedException parked() {
        return new ParkedException(ErrorCode.CHOICE_NEEDED, "choosing", "which one?", TestRunner.NOTHING);
    }

    private Future<Job> answer(Job job) {
        return services.database().inTransaction(tx -> services.jobs().unpark(tx, job.id()));
    }

    private Job unpark(Job job) {
        return await(answer(job));
    }

    private boolean isParked(Job job) {
        return await(services.database().inTransaction(tx -> services.jobs().parked(tx, job.id())));
    }

    private void assertConflict(Job job) {
        assertThatThrownBy(() -> unpark(job)).isInstanceOfSatisfying(AlchemyException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.CONFLICT));
    }

    private Lease claim() {
        return queue.claimOne(JobKind.ANALYZE).lease();
    }

    private static void submit(OwnerId owner, int count) {
        Submission submission = new Submission(owner, UUID.randomUUID(), 100);
        TrackPlan plan = new TrackPlan(TrackId.random(), Plans.many(count));
        await(services.database().inTransaction(tx -> services.jobs().submitAll(tx, submission, List.of(plan))));
    }

    private static long count(String sql) {
        return await(services.database().pool().query(sql).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static void execute(String sql) {
        await(services.database().pool().query(sql).execute());
    }
}
