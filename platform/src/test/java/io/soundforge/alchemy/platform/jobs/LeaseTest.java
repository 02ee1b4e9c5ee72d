package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseTest {
    private static final Duration EXPIRED = Duration.ofMillis(-1);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final LeaseStore leases = services.jobs().leases();

    @Test
    void rescue_expiredLease_backInTheQueueWithTheAttemptCounted() {
        Job job = queue.submitOne(TrackId.random());
        queue.claim(JobKind.ANALYZE, 1, EXPIRED);

        Job rescued = await(leases.rescue()).orElseThrow();

        assertThat(rescued.id()).isEqualTo(job.id());
        assertThat(rescued.state()).isEqualTo(JobState.QUEUED);
        assertThat(rescued.attempt()).isEqualTo(1);
        assertThat(rescued.error()).isEqualTo(new Failure(ErrorCode.WORKER_LOST, ErrorCode.WORKER_LOST.sentence()));
        await(leases.complete(queue.claimOne(JobKind.ANALYZE).lease(), TestRunner.NOTHING));
        assertThat(queue.job(job.id()).error()).isNull();
    }

    @Test
    void leasesOfANodeThatStartsAgain_runOut_andOnlyItsOwn() {
        Job job = queue.submitOne(TrackId.random());
        JobRow claimed = queue.claimOne(JobKind.ANALYZE);

        await(services.jobs().expireLeasesOf("another node"));
        assertThat(await(leases.rescue())).isEmpty();
        await(services.jobs().expireLeasesOf(TestRunner.NODE));

        assertThat(await(leases.rescue()).orElseThrow().id()).isEqualTo(job.id());
        assertThat(claimed.job().id()).isEqualTo(job.id());
        await(leases.complete(queue.claimOne(JobKind.ANALYZE).lease(), TestRunner.NOTHING));
    }

    @Test
    void rescue_lastAttempt_failsAsWorkerLost() {
        Job job = queue.submitOne(TrackId.random());
        for (int attempt = 1; attempt <= job.maxAttempts(); attempt++) {
            queue.claim(JobKind.ANALYZE, 1, EXPIRED);
            await(leases.rescue());
            // A job that loses one worker after the other has to wait in between.
            await(services.database()
                    .pool()
                    .query("update jobs set run_at = now()")
                    .execute());
        }

        Job after = queue.job(job.id());
        assertThat(after.state()).isEqualTo(JobState.FAILED);
        assertThat(after.attempt()).isEqualTo(job.maxAttempts());
        assertThat(after.error()).extracting(Failure::code).isEqualTo(ErrorCode.WORKER_LOST);
        assertThat(await(leases.rescue())).isEmpty();
    }

    @Test
    void complete_lateAfterRescue_isRefusedAndPublishesNothing() {
        TrackId track = services.newTrack("zombie").id();
        Job job = queue.submitOne(track);
        Lease late = queue.claim(JobKind.ANALYZE, 1, EXPIRED).get(0).lease();
        await(leases.rescue());
        Lease present = queue.claimOne(JobKind.ANALYZE).lease();
        Publication deletesTheTrack = tx -> services.catalog().delete(tx, track);

        assertThatThrownBy(() -> await(leases.complete(late, deletesTheTrack))).isInstanceOf(LeaseLostException.class);

        assertThat(await(services.catalog().find(track))).isPresent();
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        await(leases.complete(present, TestRunner.NOTHING));
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void complete_leaseLostBetweenClaimAndPublication_rollsTheFactBackToo() {
        TrackId track = TrackId.random();
        queue.submitOne(track);
        Lease lease = queue.claimOne(JobKind.ANALYZE).lease();
        await(leases.release(lease));
        Map<TrackId, Long> before = await(services.journal().lastSequences(List.of(track)));

        assertThatThrownBy(() -> await(leases.complete(lease, TestRunner.NOTHING)))
                .isInstanceOf(LeaseLostException.class);

        assertThat(await(services.journal().lastSequences(List.of(track)))).isEqualTo(before);
        await(leases.complete(queue.claimOne(JobKind.ANALYZE).lease(), TestRunner.NOTHING));
    }

    @Test
    void complete_publicationFails_nothingIsWritten() {
        TrackId track = TrackId.random();
        Job job = queue.submitOne(track);
        Lease lease = queue.claimOne(JobKind.ANALYZE).lease();

        assertThatThrownBy(() -> await(leases.complete(
                        lease, tx -> Future.failedFuture(new IllegalArgumentException("no such luck")))))
                .hasMessage("no such luck");

        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        assertThat(await(services.journal().since(track, 0, 10)))
                .extracting(JobEvent::name)
                .containsExactly("analysis:job:created", "analysis:job:updated");
        await(leases.complete(lease, TestRunner.NOTHING));
    }

    @Test
    void heartbeat_foreignToken_isNotRenewed() {
        queue.submit(TrackId.random(), Plans.many(2));
        List<JobRow> rows = queue.claim(JobKind.ANALYZE, 2, Duration.ofMinutes(1));
        Lease held = rows.get(0).lease();
        Lease foreign = new Lease(rows.get(1).job().id(), rows.get(1).leaseToken() - 1);

        Heartbeat found = await(leases.heartbeat(List.of(held, foreign), Duration.ofMinutes(1)));

        assertThat(found.held()).containsExactly(held);
        rows.forEach(row -> await(leases.complete(row.lease(), TestRunner.NOTHING)));
    }
}
