package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyPlansTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final UUID batch = UUID.randomUUID();
    private final List<TrackId> tracks =
            Stream.generate(TrackId::random).limit(3).toList();

    @AfterEach
    void leaveTheQueueEmpty() {
        tracks.forEach(track ->
                await(services.database().inTransaction(tx -> services.jobs().delete(tx, track))));
    }

    @Test
    void submitAll_addsEachTracksJobsWithTheirEdgesAndFacts() {
        submitBatch();

        for (TrackId track : tracks) {
            assertThat(queue.jobsOf(track))
                    .extracting(Job::kind)
                    .containsExactly(JobKind.RESOLVE, JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.ANALYZE);
            assertThat(await(services.journal().since(track, 0, 10)))
                    .allMatch(event -> event.type() == JobEventType.CREATED)
                    .extracting(JobEvent::seq)
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(await(services.journal().since(track, 0, 10)))
                    .extracting(JobEvent::job)
                    .isEqualTo(queue.jobsOf(track));
        }
        assertThat(queue.claim(JobKind.RESOLVE, 10, Duration.ofMinutes(1))).hasSize(3);
        assertThat(queue.claim(JobKind.DOWNLOAD, 10, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void singleImport_isTakenBeforeABatchThatCameEarlier() {
        submitBatch();
        TrackId single = TrackId.random();
        Job job = queue.submit(single, Plans.song()).get(0);

        assertThat(queue.claimOne(JobKind.RESOLVE).job().id()).isEqualTo(job.id());

        await(services.database().inTransaction(tx -> services.jobs().delete(tx, single)));
    }

    @Test
    void cancelPlan_cancelsWhatIsQueuedAndAsksWhatRuns_butOnlyOfThatPlan() {
        submitBatch();
        Job other = queue.submitOne(tracks.get(0));
        JobRow running = queue.claimOne(JobKind.RESOLVE);

        await(services.jobs().cancelPlan(batch, tracks));

        assertThat(queue.job(other.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(queue.job(running.job().id()).state()).isEqualTo(JobState.RUNNING);
        assertThat(tracks.stream().flatMap(track -> queue.jobsOf(track).stream()))
                .filteredOn(job -> job.state() == JobState.CANCELLED)
                .hasSize(11);
        assertThat(await(services.jobs().leases().claim(JobKind.RESOLVE, "another", 10, Duration.ofMinutes(1))))
                .isEmpty();
        assertThat(await(services.journal().since(tracks.get(1), 4, 10)))
                .allMatch(event ->
                        event.type() == JobEventType.ERROR && event.job().state() == JobState.CANCELLED)
                .isNotEmpty();
    }

    @Test
    void newestArgs_areThoseOfTheLastJobOfTheKind() {
        queue.submit(tracks.get(0), Plans.resolve("https://first.example"));
        queue.submit(tracks.get(0), Plans.resolve("https://second.example"));

        assertThat(await(new JobReader(services.database()).newestArgs(tracks, JobKind.RESOLVE)))
                .isEqualTo(Map.of(tracks.get(0), new ResolveLink("https://second.example")));
    }

    @Test
    void figures_countWhatWaitsAndWhatRuns() {
        submitBatch();
        queue.claimOne(JobKind.RESOLVE);

        JobFigures figures = await(new JobReader(services.database()).figures());

        assertThat(figures.running()).isEqualTo(1);
        assertThat(figures.queued()).isEqualTo(2);
    }

    private void submitBatch() {
        List<TrackPlan> plans =
                tracks.stream().map(track -> new TrackPlan(track, Plans.song())).toList();
        Future<Void> submitted = services.database()
                .inTransaction(tx -> services.jobs().submitAll(tx, Submission.batch(OwnerId.LOCAL, batch), plans));
        await(submitted);
    }
}
