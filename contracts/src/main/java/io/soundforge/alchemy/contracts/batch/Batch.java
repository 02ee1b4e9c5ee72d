package io.soundforge.alchemy.contracts.batch;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.time.Instant;
import java.util.UUID;

/**
 * Many imports under one name.
 *
 * @param id our own name of it; the jobs that it added have it as their plan
 * @param name what its client calls it
 * @param fingerprint equal for equal requests
 * @param total number of its items, 1 or more
 */
public record Batch(UUID id, BatchId name, OwnerId owner, String fingerprint, int total, Instant createdAt) {}
