package io.soundforge.alchemy.contracts.batch;

import java.util.List;

/**
 * Items of one batch whose tracks have jobs in the same states.
 *
 * @param present whether the tracks are there; false when they were deleted
 * @param jobs the latest of each of {@link BatchState#KINDS}
 * @param count how many items, 1 or more
 * @param progress the sum of their progresses, each 0 to 100
 */
public record ItemGroup(boolean present, List<JobStanding> jobs, int count, double progress) {
    public ItemGroup {
        jobs = List.copyOf(jobs);
    }

    public BatchState state() {
        return present ? BatchState.ofItem(jobs) : BatchState.ERROR;
    }

    /** What has ended needs no more work, however it ended. */
    double progressOfAll() {
        return state().terminal() ? 100.0 * count : progress;
    }
}
