package io.soundforge.alchemy.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How much work there is of one kind.
 *
 * @param kind as in a job
 * @param queued jobs that a free worker would take, now or after a pause before another try
 * @param waiting jobs that wait for an earlier step
 * @param oldestQueuedSeconds how long the oldest has been free to be taken; null if none is
 */
public record QueueDepth(
        String kind,
        long queued,
        long waiting,
        long running,
        @Nullable Double oldestQueuedSeconds) {}
