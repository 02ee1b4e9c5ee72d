package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.vertx.core.Future;

/**
 * Does the work of one kind of job. A failed future is retried by the kind's policy when its {@code AlchemyException}
 * code is retryable (other exceptions count as INTERNAL).
 *
 * <p>When {@link JobRun#onStop} fires, the future must complete soon, in whatever way: until then its slot is taken.
 */
@FunctionalInterface
public interface JobHandler<A extends JobArgs> {
    Future<Publication> run(JobRun run, A args);
}
