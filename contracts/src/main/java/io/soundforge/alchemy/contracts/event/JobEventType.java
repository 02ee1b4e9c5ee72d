package io.soundforge.alchemy.contracts.event;

import io.soundforge.alchemy.contracts.job.JobState;
import java.util.Locale;

/** The last word of a job event's name. */
public enum JobEventType {
    CREATED,
    /** Started, progressed, or went back to the queue. */
    UPDATED,
    COMPLETED,
    /** Failed or was cancelled. */
    ERROR;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event that tells that a job has come into this state. */
    public static JobEventType ofTransition(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING -> UPDATED;
            case COMPLETED -> COMPLETED;
            case FAILED, CANCELLED -> ERROR;
        };
    }
}
