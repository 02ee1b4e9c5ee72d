package io.soundforge.alchemy.platform.batch;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.FailedSteps;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.Submission;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** What failed in a batch is done again; what succeeded, was cancelled or goes on is left alone. */
public final class BatchRetry {
    private static final int PART = 250;

    private final Database database;
    private final JobStore jobs;
    private final BatchStore batches;

    public BatchRetry(Database database, JobStore jobs, BatchStore batches) {
        this.database = database;
        this.jobs = jobs;
        this.batches = batches;
    }

    /**
     * Begins the failed steps of all items anew, in one transaction; of two callers at once, the second finds nothing
     * left to begin.
     *
     * @return how many tracks have work again
     */
    public Future<Integer> retry(Batch batch) {
        return batches.items(batch, 0, batch.total())
                .map(items -> items.stream()
                        .map(BatchItem::track)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .compose(tracks -> database.inTransaction(
                        tx -> batches.lock(tx, batch).compose(locked -> retry(tx, batch, tracks))));
    }

    private Future<Integer> retry(Tx tx, Batch batch, List<TrackId> tracks) {
        Future<Integer> begun = Future.succeededFuture(0);
        for (int from = 0; from < tracks.size(); from += PART) {
            List<TrackId> part = tracks.subList(from, Math.min(from + PART, tracks.size()));
            begun = begun.compose(before -> retryPart(tx, batch, part).map(now -> before + now));
        }
        return begun;
    }

    private Future<Integer> retryPart(Tx tx, Batch batch, List<TrackId> tracks) {
        return FailedSteps.of(tx, tracks, BatchState.KINDS)
                .compose(plans -> plans.isEmpty()
                        ? Future.succeededFuture(0)
                        : jobs.submitAll(tx, Submission.batch(batch.owner(), batch.id()), plans)
                                .map(plans.size()));
    }
}
