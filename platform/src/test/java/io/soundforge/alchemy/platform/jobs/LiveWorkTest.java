package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same work is live once. */
class LiveWorkTest {
    private static final int CALLERS = 1000;
    /** As many as the pool lets wait without refusing anybody. */
    private static final int AT_ONCE = 250;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final TrackId track = TrackId.random();

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void aThousandCallersAtOnce_getOneJob() {
        Set<JobId> answered = new HashSet<>();
        int fresh = 0;
        for (int round = 0; round < CALLERS / AT_ONCE; round++) {
            List<Future<Submitted>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(ask(OwnerId.LOCAL, Plans.separate()));
            }
            for (Future<Submitted> answer : asked) {
                Submitted submitted = await(answer);
                fresh += submitted.fresh().size();
                submitted.jobs().forEach(job -> answered.add(job.id()));
            }
        }

        assertThat(fresh).isEqualTo(1);
        assertThat(answered).hasSize(1);
        assertThat(queue.jobsOf(track)).hasSize(1);
    }

    @Test
    void planWithLiveSteps_addsTheRest_whichWaitsForThem() {
        List<Job> song = await(ask(OwnerId.LOCAL, Plans.song())).jobs();
        await(services.jobs().cancel(song.get(2).id()));

        Submitted again = await(ask(OwnerId.LOCAL, Plans.song()));

        assertThat(again.jobs())
                .extracting(Job::kind)
                .containsExactlyElementsOf(song.stream().map(Job::kind).toList());
        assertThat(again.fresh()).containsExactly(again.jobs().get(2).id());
        assertThat(again.jobs().get(0).id()).isEqualTo(song.get(0).id());
        assertThat(queue.claim(JobKind.SEPARATE, 1, java.time.Duration.ofMinutes(1)))
                .isEmpty();
        finish(JobKind.RESOLVE);
        finish(JobKind.DOWNLOAD);
        assertThat(queue.claimOne(JobKind.SEPARATE).job().id())
                .isEqualTo(again.jobs().get(2).id());
    }

    @Test
    void endedWork_otherArguments_otherOwner_areOtherWork() {
        Job first = one(OwnerId.LOCAL, Plans.resolve("https://a.example"));
        assertThat(one(OwnerId.LOCAL, Plans.resolve("https://a.example")).id()).isEqualTo(first.id());
        assertThat(one(OwnerId.LOCAL, Plans.resolve("https://b.example")).id()).isNotEqualTo(first.id());
        assertThat(one(new OwnerId("other"), Plans.resolve("https://a.example")).id())
                .isNotEqualTo(first.id());

        await(services.jobs().cancel(first.id()));

        assertThat(one(OwnerId.LOCAL, Plans.resolve("https://a.example")).id()).isNotEqualTo(first.id());
    }

    @Test
    void batchesOnce_leaveLiveWorkAlone() {
        Job first = one(OwnerId.LOCAL, Plans.separate());
        Submission batch = Submission.batch(OwnerId.LOCAL, UUID.randomUUID()).once();

        await(services.database().inTransaction(tx -> services.jobs()
                .submitAll(tx, batch, List.of(new TrackPlan(track, Plans.separate())))));

        assertThat(queue.jobsOf(track)).extracting(Job::id).containsExactly(first.id());
    }

    @Test
    void submit_withoutThatWish_addsTheSameWorkAgain() {
        queue.submit(track, Plans.separate());
        queue.submit(track, Plans.separate());

        assertThat(queue.jobsOf(track)).hasSize(2).allMatch(job -> job.state() == JobState.QUEUED);
    }

    private void finish(JobKind kind) {
        await(services.jobs().leases().complete(queue.claimOne(kind).lease(), TestRunner.NOTHING));
    }

    private Job one(OwnerId owner, JobPlan plan) {
        return await(ask(owner, plan)).jobs().get(0);
    }

    private Future<Submitted> ask(OwnerId owner, JobPlan plan) {
        return services.database().inTransaction(tx -> services.jobs().submitUnique(tx, owner, track, plan));
    }
}
