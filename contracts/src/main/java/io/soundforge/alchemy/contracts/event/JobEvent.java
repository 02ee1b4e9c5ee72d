package io.soundforge.alchemy.contracts.event;

import io.soundforge.alchemy.contracts.job.Job;

/**
 * Something happened to a job. A fact (a change of state) has a sequence number per track and is journalled; mere
 * progress has sequence 0, may be lost, and never follows the terminal fact of its job.
 *
 * @param seq 1, 2, 3 … within the track; 0 for progress
 * @param job as it is after the event
 */
public record JobEvent(JobEventType type, long seq, Job job) {
    /** {@code processing:job:updated}: the name clients of the original know, and the Redis channel. */
    public String name() {
        return job.kind().channel() + ":job:" + type.text();
    }

    public boolean fact() {
        return seq > 0;
    }
}
