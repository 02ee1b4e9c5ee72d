package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.util.UUID;

/**
 * Whose jobs are added, as parts of what, and how urgent they are.
 *
 * @param plan names all the jobs that are added together
 * @param priority jobs with smaller numbers are taken first within their owner's line; a point is worth six seconds of
 *     waiting
 * @param unique whether a step that is live already, with the same track, owner and arguments, is not added again
 */
public record Submission(OwnerId owner, UUID plan, int priority, boolean unique) {
    /** Somebody waits for it. */
    private static final int SINGLE = 100;
    /** Must not keep single imports waiting. */
    private static final int BATCH = 200;

    public Submission(OwnerId owner, UUID plan, int priority) {
        this(owner, plan, priority, false);
    }

    /** One import. */
    static Submission single(OwnerId owner) {
        return single(owner, UUID.randomUUID());
    }

    /** @param work names the jobs, so that they are found again by whoever repeats the request */
    static Submission single(OwnerId owner, UUID work) {
        return new Submission(owner, work, SINGLE);
    }

    /** @param batch names the jobs for {@link JobStore#cancelPlan} */
    public static Submission batch(OwnerId owner, UUID batch) {
        return new Submission(owner, batch, BATCH);
    }

    /** The same, but live work is not repeated. */
    public Submission once() {
        return new Submission(owner, plan, priority, true);
    }
}
