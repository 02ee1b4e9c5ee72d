package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanTest {
    private static final Failure BROKEN = new Failure(ErrorCode.CORRUPT_AUDIO, "The file ends in the middle.");

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
    void submit_plan_onlyTheFirstStepMayBeClaimed() {
        queue.submit(track, Plans.song());

        for (JobKind kind : List.of(JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE)) {
            assertThat(queue.claim(kind, 5, Duration.ofMinutes(1))).isEmpty();
        }
        assertThat(queue.jobsOf(track))
                .extracting(Job::kind)
                .containsExactly(JobKind.RESOLVE, JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE);
        assertThat(queue.jobsOf(track)).extracting(Job::maxAttempts).containsExactly(4, 5, 3, 3);
    }

    @Test
    void complete_lastPredecessor_opensItsSuccessors() {
        queue.submit(track, Plans.song());
        complete(JobKind.RESOLVE);
        complete(JobKind.DOWNLOAD);

        assertThat(queue.claim(JobKind.SEPARATE, 5, Duration.ofMinutes(1))).hasSize(1);
        assertThat(queue.claim(JobKind.ANALYZE, 5, Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void complete_oneOfTwoPredecessors_keepsTheSuccessorShut() {
        queue.submit(track, diamond());
        complete(JobKind.RESOLVE);

        complete(JobKind.RESOLVE);
        assertThat(queue.claim(JobKind.ANALYZE, 5, Duration.ofMinutes(1))).isEmpty();
        complete(JobKind.RESOLVE);
        assertThat(queue.claim(JobKind.ANALYZE, 5, Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void complete_publicationLooksOutside_theSuccessorIsNotYetOpen() {
        queue.submit(track, Plans.song());
        Lease resolve = queue.claimOne(JobKind.RESOLVE).lease();
        AtomicReference<Integer> seen = new AtomicReference<>();

        await(leases.complete(resolve, tx -> leases.claim(JobKind.DOWNLOAD, "other", 1, Duration.ofMinutes(1))
                .onSuccess(rows -> seen.set(rows.size()))
                .mapEmpty()));

        assertThat(seen).hasValue(0);
        assertThat(queue.claim(JobKind.DOWNLOAD, 1, Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void complete_publicationFails_opensNothing() {
        queue.submit(track, Plans.song());
        Lease resolve = queue.claimOne(JobKind.RESOLVE).lease();

        Future<Job> completion =
                leases.complete(resolve, tx -> Future.failedFuture(new IllegalArgumentException("no")));

        assertThat(completion.otherwiseEmpty().await()).isNull();
        assertThat(queue.claim(JobKind.DOWNLOAD, 1, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void fail_finally_cancelsAllThatWaitButNoSibling() {
        queue.submit(track, Plans.song());
        complete(JobKind.RESOLVE);
        complete(JobKind.DOWNLOAD);
        await(leases.fail(queue.claimOne(JobKind.SEPARATE).lease(), BROKEN, Optional.empty()));

        assertThat(state(JobKind.SEPARATE)).isEqualTo(JobState.FAILED);
        assertThat(state(JobKind.ANALYZE)).isEqualTo(JobState.QUEUED);
        complete(JobKind.ANALYZE);
    }

    @Test
    void fail_firstStep_cancelsTheWholeRestWithTheReason() {
        queue.submit(track, Plans.song());

        await(leases.fail(queue.claimOne(JobKind.RESOLVE).lease(), BROKEN, Optional.empty()));

        List<Job> jobs = queue.jobsOf(track);
        assertThat(jobs.get(0).error()).isEqualTo(BROKEN);
        assertThat(jobs.subList(1, 4)).allSatisfy(job -> {
            assertThat(job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(job.error()).extracting(Failure::code).isEqualTo(ErrorCode.PREDECESSOR_FAILED);
            assertThat(job.finishedAt()).isNotNull();
        });
    }

    @Test
    void fail_withRetry_successorsKeepWaiting() {
        queue.submit(track, Plans.song());

        await(leases.fail(queue.claimOne(JobKind.RESOLVE).lease(), BROKEN, Optional.of(Duration.ofHours(1))));

        assertThat(queue.jobsOf(track)).allMatch(job -> job.state() == JobState.QUEUED);
        assertThat(queue.jobsOf(track).get(0).error()).isEqualTo(BROKEN);
        assertThat(queue.claim(JobKind.RESOLVE, 1, Duration.ofMinutes(1))).isEmpty();
    }

    /** One resolve, then two, then an analysis that waits for both. */
    private static JobPlan diamond() {
        ResolveLink link = new ResolveLink("https://example.org");
        return new JobPlan(List.of(
                new Step("first", link, Set.of()),
                new Step("left", link, Set.of("first")),
                new Step("right", link, Set.of("first")),
                new Step("last", new AnalyzeTrack(), Set.of("left", "right"))));
    }

    private void complete(JobKind kind) {
        await(leases.complete(queue.claimOne(kind).lease(), TestRunner.NOTHING));
    }

    private JobState state(JobKind kind) {
        return queue.jobsOf(track).stream()
                .filter(job -> job.kind() == kind)
                .findFirst()
                .orElseThrow()
                .state();
    }
}
