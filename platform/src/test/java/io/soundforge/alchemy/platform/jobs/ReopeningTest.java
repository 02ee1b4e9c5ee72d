package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.job.TrackState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failed step tried again by hand. */
class ReopeningTest {
    private static final Failure CORRUPT = new Failure(ErrorCode.CORRUPT_AUDIO, "no audio");

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final TrackId track = TrackId.random();

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void failedStep_opensAgain_withThoseItsFailureCancelled_andThePlanGoesOn() {
        List<Job> jobs = queue.submit(track, Plans.song());
        finish(JobKind.RESOLVE);
        fail(JobKind.DOWNLOAD);
        assertThat(state()).isEqualTo(TrackState.ERROR);

        Job again = await(services.jobs().retry(jobs.get(1).id()));

        assertThat(again.state()).isEqualTo(JobState.QUEUED);
        assertThat(again.attempt()).isZero();
        assertThat(again.error()).isNull();
        assertThat(states()).containsExactly(JobState.COMPLETED, JobState.QUEUED, JobState.QUEUED, JobState.QUEUED);
        assertThat(state()).isEqualTo(TrackState.PROCESSING);
        assertThat(detail(jobs.get(1)).errors())
                .extracting(AttemptFailure::message)
                .containsExactly("no audio");
        finish(JobKind.DOWNLOAD);
        finish(JobKind.SEPARATE);
        finish(JobKind.ANALYZE);
        assertThat(state()).isEqualTo(TrackState.READY);
    }

    @Test
    void oneStageThatFails_leavesTheOthersResults_andTheTrackIsPartial() {
        List<Job> jobs = queue.submit(track, Plans.song());
        finish(JobKind.RESOLVE);
        finish(JobKind.DOWNLOAD);
        fail(JobKind.ANALYZE);
        finish(JobKind.SEPARATE);
        assertThat(state()).isEqualTo(TrackState.PARTIAL);

        await(services.jobs().retry(jobs.get(3).id()));
        finish(JobKind.ANALYZE);

        assertThat(state()).isEqualTo(TrackState.READY);
    }

    @Test
    void otherStates_areRefused() {
        List<Job> jobs = queue.submit(track, Plans.song());
        JobId resolve = jobs.get(0).id();
        assertRefused(resolve, ErrorCode.CONFLICT, "this one is queued");
        JobRow running = queue.claimOne(JobKind.RESOLVE);
        assertRefused(resolve, ErrorCode.CONFLICT, "this one is running");
        await(services.jobs().leases().complete(running.lease(), TestRunner.NOTHING));
        assertRefused(resolve, ErrorCode.CONFLICT, "this one is completed");
        await(services.jobs().cancel(jobs.get(1).id()));
        assertRefused(jobs.get(1).id(), ErrorCode.CONFLICT, "this one is cancelled");
        assertRefused(JobId.random(), ErrorCode.NOT_FOUND, "no such job");
    }

    @Test
    void sameWorkLiveInAnotherJob_isAConflict_andNothingChanges() {
        Job first = submitUnique();
        fail(JobKind.SEPARATE);
        Job second = submitUnique();

        assertRefused(first.id(), ErrorCode.CONFLICT, "queued or running already");

        assertThat(queue.job(first.id()).state()).isEqualTo(JobState.FAILED);
        assertThat(queue.job(second.id()).state()).isEqualTo(JobState.QUEUED);
    }

    private Job submitUnique() {
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submitUnique(tx, OwnerId.LOCAL, track, Plans.separate())))
                .jobs()
                .get(0);
    }

    private static void assertRefused(JobId job, ErrorCode code, String message) {
        assertThatThrownBy(() -> await(services.jobs().retry(job)))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private void finish(JobKind kind) {
        await(services.jobs().leases().complete(queue.claimOne(kind).lease(), TestRunner.NOTHING));
    }

    private void fail(JobKind kind) {
        await(services.jobs().leases().fail(queue.claimOne(kind).lease(), CORRUPT, Optional.empty()));
    }

    private List<JobState> states() {
        return queue.jobsOf(track).stream().map(Job::state).toList();
    }

    private TrackState state() {
        return TrackState.of(queue.jobsOf(track));
    }

    private static JobDetail detail(Job job) {
        return await(new JobReader(services.database()).detail(job.id())).orElseThrow();
    }
}
