package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobClaimTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void claim_eightRunners_eachJobRunsExactlyOnce() {
        List<TrackId> tracks = submitToTracks(50, 10);
        Map<JobId, AtomicInteger> executions = new ConcurrentHashMap<>();
        List<JobRunner> runners = new ArrayList<>();
        for (int node = 0; node < 8; node++) {
            RunnerConfig config = new RunnerConfig(
                    "node-" + node, 4, Duration.ofMillis(50), Duration.ofSeconds(20), RetryPolicy.of(JobKind.ANALYZE));
            runners.add(queue.start(JobKind.ANALYZE, config, run -> {
                if (tracks.contains(run.track())) { // others may have left some
                    executions
                            .computeIfAbsent(run.job().id(), id -> new AtomicInteger())
                            .incrementAndGet();
                }
                return Future.succeededFuture(TestRunner.NOTHING);
            }));
        }

        eventually().until(() -> allCompleted(tracks));

        runners.forEach(runner -> await(runner.stop()));
        assertThat(executions).hasSize(500);
        assertThat(executions.values()).allMatch(times -> times.get() == 1);
        assertThat(await(services.jobs().ofTracks(tracks)).values())
                .allSatisfy(jobs -> assertThat(jobs).allMatch(job -> job.attempt() == 1 && job.progress() == 100));
    }

    @Test
    void claim_concurrentClaims_neverShareAJob() {
        submitToTracks(1, 60);
        List<Future<List<JobRow>>> claims = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            claims.add(services.jobs().leases().claim(JobKind.ANALYZE, "node-" + i, 5, Duration.ofMinutes(1)));
        }

        List<JobRow> rows =
                claims.stream().flatMap(claim -> await(claim).stream()).toList();

        Set<JobId> distinct = new HashSet<>();
        rows.forEach(row -> distinct.add(row.job().id()));
        assertThat(distinct).hasSameSizeAs(rows);
        assertThat(rows).allMatch(row -> row.leaseToken() == 1 && row.job().state() == JobState.RUNNING);
    }

    @Test
    void claim_oneKind_leavesOtherKindsAlone() {
        TrackId track = TrackId.random();
        queue.submit(track, Plans.resolve("https://example.org/track"));

        assertThat(queue.claim(JobKind.SEPARATE, 10, Duration.ofMinutes(1))).isEmpty();
        assertThat(queue.claim(JobKind.RESOLVE, 10, Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.argsJson()).contains("https://example.org/track"));
    }

    @Test
    void submit_hintAfterCommit_startsLongBeforeThePoll() {
        RunnerConfig lazy =
                new RunnerConfig("lazy", 1, Duration.ofMinutes(10), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        JobRunner runner = queue.start(JobKind.SEPARATE, lazy, run -> Future.succeededFuture(TestRunner.NOTHING));
        TrackId track = TrackId.random();

        queue.submit(track, Plans.separate());

        eventually().until(() -> queue.jobsOf(track).get(0).state() == JobState.COMPLETED);
        await(runner.stop());
    }

    private List<TrackId> submitToTracks(int count, int jobsEach) {
        List<TrackId> tracks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TrackId track = TrackId.random();
            queue.submit(track, Plans.many(jobsEach));
            tracks.add(track);
        }
        return tracks;
    }

    private static boolean allCompleted(List<TrackId> tracks) {
        return await(services.jobs().ofTracks(tracks)).values().stream()
                .flatMap(List<Job>::stream)
                .allMatch(job -> job.state() == JobState.COMPLETED);
    }
}
