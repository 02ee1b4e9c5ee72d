package io.soundforge.alchemy.platform.jobs;

import io.vertx.core.Future;

/** A handler with its arguments already given. */
@FunctionalInterface
interface JobHandlerCall {
    Future<Publication> invoke(JobRun run);
}
