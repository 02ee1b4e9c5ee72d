package io.soundforge.alchemy.platform.batch;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.batch.ItemGroup;
import io.soundforge.alchemy.contracts.batch.JobStanding;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** From rows to records. */
final class BatchRows {
    private BatchRows() {}

    static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                new BatchId(row.getString("name")),
                new OwnerId(row.getString("owner")),
                row.getString("fingerprint"),
                row.getInteger("total"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    static BatchItem item(Row row) {
        UUID track = row.getUUID("track_id");
        return new BatchItem(
                row.getInteger("position"),
                row.getString("source"),
                track == null ? null : new TrackId(track),
                track == null ? refusal(row) : null);
    }

    private static Failure refusal(Row row) {
        return new Failure(ErrorCode.ofText(row.getString("error_code")), row.getString("error_message"));
    }

    /** Where the item at a position stands. */
    static BatchState state(Row row) {
        return group(row).state();
    }

    static ItemGroup group(Row row) {
        return new ItemGroup(
                row.getBoolean("present"),
                standings(row.getString("jobs")),
                row.getInteger("count"),
                row.getDouble("progress"));
    }

    /** {@code kind state reason}, joined by commas; the reason may be empty. */
    private static List<JobStanding> standings(String jobs) {
        return jobs.isEmpty()
                ? List.of()
                : Arrays.stream(jobs.split(",", -1)).map(BatchRows::standing).toList();
    }

    private static JobStanding standing(String job) {
        String[] words = job.split(" ", -1);
        boolean predecessor = words[2].equals(ErrorCode.PREDECESSOR_FAILED.text());
        return new JobStanding(
                JobKind.ofText(words[0]), JobState.ofText(words[1]), predecessor ? ErrorCode.PREDECESSOR_FAILED : null);
    }
}
