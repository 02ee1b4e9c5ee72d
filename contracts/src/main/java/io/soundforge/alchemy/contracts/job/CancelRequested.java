package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.bus.Topic;

/** A hint to whoever runs the job; the heartbeat is the safety net. */
public record CancelRequested(JobId job) {
    public static final Topic<CancelRequested> CANCEL_REQUESTED =
            Topic.of("jobs.cancel.requested", CancelRequested.class);
}
