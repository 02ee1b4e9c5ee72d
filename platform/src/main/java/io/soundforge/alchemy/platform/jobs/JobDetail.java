package io.soundforge.alchemy.platform.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with its past, as its row has it: its kind may be one that only a newer release knows.
 *
 * @param notBefore when it may be taken at the earliest, if that is a pause after a failed attempt or a snooze; else null
 * @param errors what its last attempts died of, the oldest first
 */
public record JobDetail(
        OwnerId owner, JobSummary job, @Nullable Instant notBefore, List<AttemptFailure> errors) {
    static final String QUERY = "select " + JobRow.COLUMNS + """
            , errors::text as errors, case when state = 'queued' and run_at > now() then run_at end as not_before
            from jobs where id = $1""";

    public JobDetail {
        errors = List.copyOf(errors);
    }

    static JobDetail of(Row row) {
        return new JobDetail(
                new OwnerId(row.getString("owner")),
                summary(row),
                instant(row.getOffsetDateTime("not_before")),
                errors(row.getString("errors")));
    }

    private static JobSummary summary(Row row) {
        String kind = row.getString("kind");
        boolean aboutTrack = JobKind.find(kind).map(JobKind::aboutTrack).orElse(true);
        return new JobSummary(
                row.getUUID("id").toString(),
                kind,
                row.getString("state"),
                aboutTrack ? row.getUUID("track_id").toString() : null,
                row.getDouble("progress"),
                row.getString("stage"),
                row.getInteger("attempt"),
                row.getInteger("max_attempts"),
                row.getString("error_message"),
                row.getString("error_code"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static List<AttemptFailure> errors(String json) {
        try {
            return List.of(WireJson.mapper().readValue(json, AttemptFailure[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's list of errors is not what was written", e);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
