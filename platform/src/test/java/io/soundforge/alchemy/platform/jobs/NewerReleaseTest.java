package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows that a newer release has written while nodes of this one are still there. */
class NewerReleaseTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void jobOfAnUnknownKind_isShownAsItIs_andLeftAlone() {
        TrackId track = TrackId.random();
        List<Job> jobs = queue.submit(track, Plans.many(2));
        queue.claim(JobKind.ANALYZE, 1, Duration.ofMinutes(-1));
        Job dream = jobs.get(0);
        execute("update jobs set kind = 'dream' where id = $1", dream);
        execute(
                "update facts set job = jsonb_set(job, '{kind}', '\"dream\"') where job ->> 'id' = $1::uuid::text",
                dream);

        assertThat(queue.jobsOf(track))
                .extracting(Job::id)
                .containsExactly(jobs.get(1).id());
        assertThat(detail(dream).job().kind()).isEqualTo("dream");
        assertThat(detail(dream).job().status()).isEqualTo("running");
        assertThat(await(services.jobs().leases().rescue())).isEmpty();
        assertThat(await(services.journal().since(track, 0, 10)))
                .extracting(JobEvent::job)
                .extracting(Job::id)
                .containsExactly(jobs.get(1).id());
        assertThat(await(new QueueDepths(services.database()).all()))
                .last()
                .isEqualTo(new QueueDepth("dream", 0, 0, 1, null));
        assertThatThrownBy(() -> await(services.jobs().cancel(dream.id())))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(queue.claimOne(JobKind.ANALYZE).job().id())
                .isEqualTo(jobs.get(1).id());
    }

    private static JobDetail detail(Job job) {
        return await(new JobReader(services.database()).detail(job.id())).orElseThrow();
    }

    private static void execute(String sql, Job job) {
        await(services.database()
                .pool()
                .preparedQuery(sql)
                .execute(Tuple.of(job.id().value())));
    }
}
