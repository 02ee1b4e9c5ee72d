package io.soundforge.alchemy.platform.jobs;

import java.time.Instant;

/**
 * What one attempt died of.
 *
 * @param attempt its number; after a job was opened again by hand, numbers begin with 1 again
 * @param code as {@link io.soundforge.alchemy.contracts.failure.ErrorCode#text()}, or that of a newer release
 * @param message for people
 */
public record AttemptFailure(int attempt, String code, String message, Instant startedAt, Instant failedAt) {}
