package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.bus.Topic;

/** A hint after commit that jobs of this kind may be claimed now. Losing it costs at most one poll interval. */
public record WorkAvailable(JobKind kind) {
    public static final Topic<WorkAvailable> WORK_AVAILABLE = Topic.of("jobs.work.available", WorkAvailable.class);
}
