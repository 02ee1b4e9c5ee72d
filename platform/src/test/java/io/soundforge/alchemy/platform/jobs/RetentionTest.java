package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is forgotten, and what is not. */
class RetentionTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final Retention retention = new Retention(services.database(), 2);
    private final TrackId track = services.newTrack("kept").id();

    @AfterEach
    void leaveNothing() {
        execute("delete from jobs");
        execute("delete from facts");
    }

    @Test
    void oldJobs_goInSmallBatches_butForTheLastOfTheirKind() {
        List<Job> jobs = queue.submit(track, Plans.many(7));
        finishAll(7);
        age("31 days");

        Retention.Removed removed = await(retention.removeOlderThan(MONTH));

        assertThat(removed.jobs()).isEqualTo(6);
        assertThat(queue.jobsOf(track))
                .extracting(Job::id)
                .containsExactly(jobs.get(6).id());
    }

    @Test
    void youngJobs_andLiveOnes_stay() {
        queue.submit(track, Plans.many(3));
        finishAll(1);
        age("29 days");

        assertThat(await(retention.removeOlderThan(MONTH))).isEqualTo(new Retention.Removed(0, 0));
        assertThat(queue.jobsOf(track)).hasSize(3);
    }

    @Test
    void jobsOfWhichSomethingIsLeft_stay() {
        List<Job> jobs = queue.submit(track, Plans.many(3));
        finishAll(3);
        insertAsset(jobs.get(0).id());
        age("31 days");

        assertThat(await(retention.removeOlderThan(MONTH)).jobs()).isEqualTo(1);

        assertThat(queue.jobsOf(track))
                .extracting(Job::id)
                .containsExactly(jobs.get(0).id(), jobs.get(2).id());
    }

    @Test
    void oldFacts_go_theLastOfATrackStays_andItsPosition() {
        queue.submit(track, Plans.many(5));
        Map<TrackId, Long> before = await(services.journal().lastSequences(List.of(track)));
        execute("update facts set at = at - interval '31 days'");

        assertThat(await(retention.removeOlderThan(MONTH)).facts()).isEqualTo(4);

        assertThat(await(services.journal().lastSequences(List.of(track)))).isEqualTo(before);
        assertThat(await(services.journal().since(track, 0, 10)))
                .extracting(JobEvent::seq)
                .containsExactly(5L);
    }

    @Test
    void oneNodeAtATime() {
        queue.submit(track, Plans.many(4));
        finishAll(4);
        age("31 days");
        Retention.Removed meanwhile = await(services.database().inTransaction(tx -> tx.connection()
                .query("select pg_advisory_xact_lock(hashtextextended('jobs retention', 0))")
                .execute()
                .compose(held -> retention.removeOlderThan(MONTH))));

        assertThat(meanwhile).isEqualTo(new Retention.Removed(0, 0));
        assertThat(await(retention.removeOlderThan(MONTH)).jobs()).isEqualTo(3);
    }

    private void finishAll(int count) {
        queue.claim(JobKind.ANALYZE, count, Duration.ofMinutes(1))
                .forEach(row -> await(services.jobs().leases().complete(row.lease(), TestRunner.NOTHING)));
    }

    private void insertAsset(JobId job) {
        await(services.database().pool().preparedQuery("""
                        insert into assets (id, track_id, job_id, role, name, type, key, content_type, bytes, sha256,
                            duration)
                        values (gen_random_uuid(), $1, $2, 'stem', 'n', 't', 'k', 'audio/wav', 1, 's', 1)""").execute(Tuple.of(track.value(), job.value())));
    }

    private static void age(String by) {
        execute("update jobs set finished_at = finished_at - interval '" + by + "'");
    }

    private static void execute(String sql) {
        await(services.database().pool().query(sql).execute());
    }
}
