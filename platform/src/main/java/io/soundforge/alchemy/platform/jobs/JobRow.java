package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as its table has it: with what the public {@link Job} does not show. */
record JobRow(
        Job job,
        long number,
        int waitsFor,
        boolean cancelRequested,
        long leaseToken,
        String argsJson,
        long snoozedMillis,
        Origin origin) {
    /** The columns that {@link #of} reads. */
    static final String COLUMNS = """
            jobs.id, jobs.number, jobs.kind, jobs.state, jobs.owner, jobs.track_id, jobs.waits_for,
            jobs.args::text as args_json, jobs.attempt, jobs.max_attempts, jobs.progress, jobs.stage,
            jobs.error_code, jobs.error_message, jobs.lease_token, jobs.cancel_requested_at,
            jobs.created_at, jobs.started_at, jobs.finished_at, jobs.snoozed_ms, jobs.traceparent,
            jobs.request_id""";

    static JobRow of(Row row) {
        return new JobRow(
                jobOf(row),
                row.getLong("number"),
                row.getInteger("waits_for"),
                row.getValue("cancel_requested_at") != null,
                row.getLong("lease_token"),
                row.getString("args_json"),
                row.getLong("snoozed_ms"),
                new Origin(row.getString("traceparent"), row.getString("request_id")));
    }

    /** All rows but those of kinds that this release does not know: a newer one has written them and looks after them. */
    static List<JobRow> all(RowSet<Row> rows) {
        return rows.stream()
                .filter(row -> JobKind.find(row.getString("kind")).isPresent())
                .map(JobRow::of)
                .toList();
    }

    Lease lease() {
        return new Lease(job.id(), leaseToken);
    }

    boolean attemptsLeft() {
        return job.attempt() < job.maxAttempts();
    }

    private static Job jobOf(Row row) {
        return new Job(
                new JobId(row.getUUID("id")),
                JobKind.ofText(row.getString("kind")),
                JobState.ofText(row.getString("state")),
                new TrackId(row.getUUID("track_id")),
                new OwnerId(row.getString("owner")),
                row.getDouble("progress"),
                row.getString("stage"),
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                errorOf(row),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static @Nullable Failure errorOf(Row row) {
        String code = row.getString("error_code");
        return code == null ? null : new Failure(codeOf(code), row.getString("error_message"));
    }

    /** A newer release may have written a code that this one does not know. */
    private static ErrorCode codeOf(String text) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.text().equals(text))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
