package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobArgs.InstallModel;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Short words for tests of the queue: submit, run, look. */
final class TestRunner {
    /** The node that claims by hand. */
    static final String NODE = "by hand";

    /** Does nothing and publishes nothing. */
    static final Publication NOTHING = tx -> Future.succeededFuture();

    private static final RetryPolicy QUICK =
            RetryPolicy.attempts(3).startingAt(Duration.ofMillis(40)).upTo(Duration.ofMillis(40));

    private final PlatformServices services;

    TestRunner(PlatformServices services) {
        this.services = services;
    }

    /** A started runner with short periods; its lease is three seconds, so a heartbeat comes every second. */
    JobRunner start(JobKind kind, Function<JobRun, Future<Publication>> work) {
        RunnerConfig config = new RunnerConfig("node", 4, Duration.ofMillis(50), Duration.ofSeconds(3), QUICK);
        return start(kind, config, work);
    }

    JobRunner start(JobKind kind, RunnerConfig config, Function<JobRun, Future<Publication>> work) {
        JobRunner runner =
                switch (kind) {
                    case RESOLVE -> runner(kind, ResolveLink.class, config, work);
                    case DOWNLOAD -> runner(kind, DownloadAudio.class, config, work);
                    case SEPARATE -> runner(kind, SeparateTrack.class, config, work);
                    case ANALYZE -> runner(kind, AnalyzeTrack.class, config, work);
                    case EXPORT -> runner(kind, ExportStems.class, config, work);
                    case INSTALL -> runner(kind, InstallModel.class, config, work);
                };
        await(runner.start());
        return runner;
    }

    List<Job> submit(TrackId track, JobPlan plan) {
        return await(services.database().inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track, plan)));
    }

    Job submitOne(TrackId track) {
        return submit(track, Plans.one()).get(0);
    }

    Job job(JobId id) {
        return await(services.jobs().find(id)).orElseThrow();
    }

    List<Job> jobsOf(TrackId track) {
        return await(services.jobs().ofTracks(List.of(track))).getOrDefault(track, List.of());
    }

    /** Claims up to so many jobs of a kind as a node that never sends a heartbeat. */
    List<JobRow> claim(JobKind kind, int limit, Duration lease) {
        return await(services.jobs().leases().claim(kind, NODE, limit, lease));
    }

    JobRow claimOne(JobKind kind) {
        return claim(kind, 1, Duration.ofMinutes(1)).get(0);
    }

    private <A extends JobArgs> JobRunner runner(
            JobKind kind, Class<A> type, RunnerConfig config, Function<JobRun, Future<Publication>> work) {
        return new JobRunner(
                services.vertx(), services.jobs(), services.bus(), kind, type, config, (run, args) -> work.apply(run));
    }
}
