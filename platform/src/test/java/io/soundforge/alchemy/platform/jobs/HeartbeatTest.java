package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void heartbeat_longAttempt_pushesItsLeaseOn() {
        Promise<Publication> work = Promise.promise();
        JobRunner runner = queue.start(JobKind.SEPARATE, run -> work.future());
        Job job = queue.submit(TrackId.random(), Plans.separate()).get(0);
        eventually().until(() -> queue.job(job.id()).state() == JobState.RUNNING);
        OffsetDateTime claimed = leaseOf(job);

        eventually().until(() -> leaseOf(job).isAfter(claimed.plusSeconds(1)));
        work.complete(TestRunner.NOTHING);

        eventually().until(() -> queue.job(job.id()).state() == JobState.COMPLETED);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(1);
        await(runner.stop());
    }

    @Test
    void heartbeat_claimedByAnother_stopsTheAttemptAndItsResultIsRefused() throws Exception {
        Promise<Publication> work = Promise.promise();
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        AtomicBoolean published = new AtomicBoolean();
        JobRunner runner = queue.start(JobKind.SEPARATE, run -> {
            begun.complete(run);
            return work.future();
        });
        Job job = queue.submit(TrackId.random(), Plans.separate()).get(0);
        JobRun run = begun.get(30, TimeUnit.SECONDS);

        await(services.database()
                .pool()
                .preparedQuery("update jobs set lease_token = lease_token + 1, lease_owner = 'other' where id = $1")
                .execute(Tuple.of(job.id().value())));

        eventually().until(run::stopping);
        work.complete(tx -> {
            published.set(true);
            return Future.succeededFuture();
        });
        await(runner.stop());
        assertThat(published).isFalse();
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, job.track())));
    }

    @Test
    void heartbeat_leaseTakenAway_stopsTheAttemptAndWritesNothing() throws Exception {
        CompletableFuture<JobRun> begun = new CompletableFuture<>();
        AtomicBoolean stopped = new AtomicBoolean();
        Promise<Publication> work = Promise.promise();
        JobRunner runner = queue.start(JobKind.RESOLVE, run -> {
            run.onStop(() -> {
                stopped.set(true);
                work.fail(new CancellationException());
            });
            begun.complete(run);
            return work.future();
        });
        TrackId track = TrackId.random();
        Job job = queue.submit(track, Plans.resolve("https://example.org/1")).get(0);
        JobRun run = begun.get(30, TimeUnit.SECONDS);

        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));

        eventually().untilTrue(stopped);
        assertThatThrownBy(() -> run.progress(50, "late")).isInstanceOf(CancellationException.class);
        await(runner.stop());
        assertThat(await(services.jobs().find(job.id()))).isEqualTo(Optional.empty());
    }

    @Test
    void runner_anotherNodeDied_itsJobIsRescuedAndDone() {
        Job job = queue.submit(TrackId.random(), Plans.separate()).get(0);
        queue.claim(JobKind.SEPARATE, 1, Duration.ofMillis(-1));

        JobRunner runner = queue.start(JobKind.SEPARATE, run -> Future.succeededFuture(TestRunner.NOTHING));

        eventually().until(() -> queue.job(job.id()).state() == JobState.COMPLETED);
        assertThat(queue.job(job.id()).attempt()).isEqualTo(2);
        await(runner.stop());
    }

    private static OffsetDateTime leaseOf(Job job) {
        return await(services.database()
                        .pool()
                        .preparedQuery("select lease_until from jobs where id = $1")
                        .execute(Tuple.of(job.id().value())))
                .iterator()
                .next()
                .getOffsetDateTime("lease_until");
    }
}
