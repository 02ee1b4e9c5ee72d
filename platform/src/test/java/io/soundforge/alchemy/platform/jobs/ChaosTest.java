package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes vanish and connections break while jobs run: every job ends, and every job has one visible effect. */
class ChaosTest {
    private static final int JOBS = 100;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final List<TrackId> tracks = new ArrayList<>();

    @BeforeEach
    void submitJobs() {
        await(services.database()
                .pool()
                .query("drop table if exists effects; create table effects (job uuid, attempt text)")
                .execute());
        for (int i = 0; i < JOBS / 5; i++) {
            TrackId track = TrackId.random();
            queue.submit(track, Plans.many(5));
            tracks.add(track);
        }
        // Some of them will be lost more often than a job may be in earnest.
        await(services.database()
                .pool()
                .query("update jobs set max_attempts = 100")
                .execute());
    }

    @Test
    void nodesVanish_everyJobHasExactlyOneEffect() {
        Node survivor = new Node(0);
        for (int i = 1; i <= 3; i++) {
            Node victim = new Node(i);
            int enough = i * JOBS / 5;
            eventually().until(() -> completed() >= enough);
            victim.vanish();
        }

        eventually().until(() -> completed() == JOBS);

        survivor.vanish();
        assertOneEffectEach();
    }

    @Test
    void connectionsBreak_everyJobHasExactlyOneEffect() {
        Node node = new Node(0);
        Node other = new Node(1);
        Database killer = new Database(services.vertx(), services.databaseConfig());
        for (int i = 1; i <= 4; i++) {
            int enough = i * JOBS / 6;
            eventually().ignoreExceptions().until(() -> completed() >= enough);
            await(killer.pool().query("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()""").execute());
        }

        eventually().ignoreExceptions().until(() -> completed() == JOBS);

        node.vanish();
        other.vanish();
        await(killer.close());
        assertOneEffectEach();
    }

    private long completed() {
        return await(services.jobs().ofTracks(tracks)).values().stream()
                .flatMap(List<Job>::stream)
                .filter(job -> job.state() == JobState.COMPLETED)
                .count();
    }

    private static void assertOneEffectEach() {
        var counts = await(services.database()
                        .pool()
                        .query("select count(*) as effects, count(distinct job) as jobs from effects")
                        .execute())
                .iterator()
                .next();
        assertThat(counts.getLong("effects")).isEqualTo(JOBS);
        assertThat(counts.getLong("jobs")).isEqualTo(JOBS);
    }

    /** A node with its own event loops and connections, which can go without saying goodbye. */
    private static final class Node {
        private final Vertx vertx = Vertx.vertx();
        private final Random random;
        private final Database database;

        Node(int number) {
            random = new Random(number);
            database = new Database(vertx, services.databaseConfig());
            EventCarrier carrier = new EventCarrier(vertx, services.redisUri());
            Bus bus = new Bus(vertx);
            JobStore store = new JobStore(database, new Journal(database, carrier), bus);
            RunnerConfig config = new RunnerConfig(
                    "node-" + number,
                    4,
                    Duration.ofMillis(30),
                    Duration.ofSeconds(2),
                    RetryPolicy.attempts(100).startingAt(Duration.ofMillis(20)).upTo(Duration.ofMillis(40)));
            JobRunner runner = new JobRunner(
                    vertx, store, bus, JobKind.ANALYZE, AnalyzeTrack.class, config, (run, args) -> work(run));
            await(runner.start());
        }

        void vanish() {
            await(database.close());
            await(vertx.close());
        }

        private Future<Publication> work(JobRun run) {
            return vertx.timer(1 + random.nextInt(30), TimeUnit.MILLISECONDS)
                    .map(done -> tx -> tx.connection()
                            .preparedQuery("insert into effects values ($1, $2)")
                            .execute(Tuple.of(run.job().id().value(), run.attemptName()))
                            .mapEmpty());
        }
    }
}
