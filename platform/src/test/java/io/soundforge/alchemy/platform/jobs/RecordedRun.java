package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link JobRun} without a runner, for tests of handlers: keeps what it is told and stops on demand. */
public final class RecordedRun {
    /** One call of {@link JobRun#progress}. */
    public record Progress(double percent, String stage) {}

    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final JobRun run;

    public RecordedRun(JobKind kind, TrackId track) {
        JobId id = JobId.random();
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        Job job = new Job(id, kind, JobState.RUNNING, track, OwnerId.LOCAL, 0, "", 1, 3, null, now, now, null);
        run = new JobRun(job, id + "-1", (percent, stage) -> progress.add(new Progress(percent, stage)));
    }

    public JobRun run() {
        return run;
    }

    public List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** As if somebody had cancelled the job. */
    public void cancel() {
        run.stop(StopReason.CANCELLED);
    }

    /** As if the node were shutting down. */
    public void shutDown() {
        run.stop(StopReason.SHUTDOWN);
    }
}
