package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LatestJobTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void latest_isTheOneCreatedLast_howeverManyThereAre() {
        TrackId track = services.newTrack("song").id();
        Job last = queue.submit(track, Plans.many(20)).get(19);
        queue.submit(track, Plans.separate());
        queue.submitOne(TrackId.random());

        assertThat(await(services.jobs().latest(track, JobKind.ANALYZE))).contains(last);
        assertThat(await(services.jobs().latest(track, JobKind.DOWNLOAD))).isEmpty();
    }

    @Test
    void args_areWhatTheJobWasToldToDo() {
        Job job = queue.submit(TrackId.random(), Plans.separate()).get(0);

        assertThat(await(services.jobs().args(job.id()))).contains(new SeparateTrack(SeparationOptions.defaults()));
        assertThat(await(services.jobs().args(JobId.random()))).isEmpty();
    }

    @Test
    void submittersWhoLockTheTrackAndLookFirst_submitOnceBetweenThem() {
        TrackId track = services.newTrack("song").id();

        List<Future<JobId>> submitted =
                IntStream.range(0, 6).mapToObj(i -> submitUnlessThere(track)).toList();

        assertThat(submitted.stream().map(PlatformServices::await).distinct()).hasSize(1);
        assertThat(queue.jobsOf(track)).hasSize(1);
    }

    @Test
    void lock_ofATrackThatIsGone_fails() {
        assertThatThrownBy(() -> await(services.database()
                        .inTransaction(tx -> services.catalog().lock(tx, TrackId.random()))))
                .hasMessageContaining("deleted");
    }

    private Future<JobId> submitUnlessThere(TrackId track) {
        return services.database().inTransaction(tx -> services.catalog()
                .lock(tx, track)
                .compose(locked -> services.jobs().latest(tx, track, JobKind.ANALYZE))
                .compose((Optional<Job> found) -> found.map(job -> Future.succeededFuture(job.id()))
                        .orElseGet(() -> services.jobs()
                                .submit(tx, OwnerId.LOCAL, track, Plans.one())
                                .map(jobs -> jobs.get(0).id()))));
    }
}
