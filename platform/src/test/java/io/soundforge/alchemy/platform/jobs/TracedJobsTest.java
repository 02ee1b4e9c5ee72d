package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.tracing.Span;
import io.soundforge.alchemy.platform.tracing.Traces;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs stay in the trace of the request that asked for them, on whatever node they run. */
class TracedJobsTest {
    private static final String REQUEST = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01";

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TrackId track = TrackId.random();
    private final List<Told> submitting = new CopyOnWriteArrayList<>();
    private final List<Told> working = new CopyOnWriteArrayList<>();
    /** Another process than the one that submits: it knows what the table says. */
    private final JobStore worker = store(new Remembering("nobody asks", working));

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void everyStepOfAPlan_runsInTheTraceOfItsRequest_onAnotherNode() {
        submit(new TrackPlan(track, Plans.song()));
        JobRunner resolving = runner(JobKind.RESOLVE, ResolveLink.class, run -> {
            run.progress(10, "resolving");
            run.progress(20, "resolving");
            return TestRunner.NOTHING;
        });
        JobRunner downloading = runner(JobKind.DOWNLOAD, DownloadAudio.class, run -> {
            throw new AlchemyException(ErrorCode.CORRUPT_AUDIO, "The file ends in the middle.");
        });

        ended(2);
        await(resolving.stop());
        await(downloading.stop());

        assertThat(submitting)
                .extracting(Told::name, Told::parent, Told::outcome)
                .containsExactly(tuple("enqueue jobs", REQUEST, "completed"));
        String enqueueing = submitting.get(0).traceparent();
        assertThat(working).extracting(Told::parent).containsExactly(enqueueing, enqueueing);
        Told resolved = working.get(0);
        assertThat(resolved.name()).isEqualTo("job resolve");
        assertThat(resolved.events).containsExactly("resolving");
        assertThat(resolved.outcome()).isEqualTo("completed");
        assertThat(resolved.error()).isNull();
        assertThat(resolved.within).isEqualTo(1);
        Told failed = working.get(1);
        assertThat(failed.attributes()).containsEntry("alchemy.job.kind", "download");
        assertThat(failed.outcome()).isEqualTo("fail");
        assertThat(failed.error()).isEqualTo(ErrorCode.CORRUPT_AUDIO.text());
    }

    @Test
    void plansOfSeveralRequests_thatAreWrittenTogether_keepTheirOwnTraces() {
        TrackId second = TrackId.random();
        submit(new TrackPlan(track, Plans.one(), new Origin(OTHER, null)), new TrackPlan(second, Plans.one()));

        assertThat(submitting).extracting(Told::parent).containsExactlyInAnyOrder(OTHER, REQUEST);
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, second)));
    }

    @Test
    void jobsThatNobodyFollows_haveNoParent() {
        Job job = new TestRunner(services).submitOne(track);

        String stored = await(services.database()
                .pool()
                .preparedQuery("select traceparent from jobs where id = $1")
                .execute(Tuple.of(job.id().value()))
                .map(rows -> rows.iterator().next().getString("traceparent")));

        assertThat(stored).isNull();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
    }

    private void submit(TrackPlan... plans) {
        JobStore store = store(new Remembering(REQUEST, submitting));
        await(services.database().inTransaction(tx -> store.submitEach(tx, OwnerId.LOCAL, List.of(plans))));
    }

    private static JobStore store(Traces traces) {
        return new JobStore(
                services.database(),
                new Journal(services.database(), services.carrier()),
                services.bus(),
                Figures.NONE,
                traces);
    }

    private <A extends JobArgs> JobRunner runner(JobKind kind, Class<A> type, Function<JobRun, Publication> work) {
        RunnerConfig config = new RunnerConfig(
                "another node",
                1,
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                RetryPolicy.attempts(3).startingAt(Duration.ofMillis(40)).upTo(Duration.ofMillis(40)));
        JobRunner runner = new JobRunner(
                services.vertx(),
                worker,
                services.bus(),
                kind,
                type,
                config,
                (run, args) -> Future.succeededFuture(work.apply(run)));
        await(runner.start());
        return runner;
    }

    private void ended(int spans) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        working.stream().filter(told -> told.outcome() != null).count() == spans);
    }

    /** Keeps what is told, in the order of its beginnings. */
    private record Remembering(String current, List<Told> told) implements Traces {
        @Override
        public Span begin(String name, @Nullable String traceparent, Map<String, String> attributes) {
            Told span = new Told(name, traceparent, attributes, "00-span-" + told.size());
            told.add(span);
            return span;
        }
    }

    private static final class Told implements Span {
        private final String name;
        private final @Nullable String parent;
        private final Map<String, String> attributes;
        private final String own;
        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile int within;
        private volatile @Nullable String outcome;
        private volatile @Nullable String error;

        Told(String name, @Nullable String parent, Map<String, String> attributes, String own) {
            this.name = name;
            this.parent = parent;
            this.attributes = attributes;
            this.own = own;
        }

        String name() {
            return name;
        }

        @Nullable String parent() {
            return parent;
        }

        Map<String, String> attributes() {
            return attributes;
        }

        @Nullable String outcome() {
            return outcome;
        }

        @Nullable String error() {
            return error;
        }

        @Override
        public String traceparent() {
            return own;
        }

        @Override
        public void event(String event) {
            events.add(event);
        }

        @Override
        public void within(Runnable work) {
            within = 1;
            work.run();
        }

        @Override
        public void end(String last, @Nullable String code) {
            error = code;
            outcome = last;
        }
    }
}
