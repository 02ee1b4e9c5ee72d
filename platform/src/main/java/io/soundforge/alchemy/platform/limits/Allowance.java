package io.soundforge.alchemy.platform.limits;

import java.time.Duration;

/**
 * What a caller has of a quota after one request.
 *
 * @param granted whether this quota let the request through
 * @param left permits that could be taken at once now
 * @param reset until all are there again
 * @param retryAfter until one is there; zero if it was granted
 */
public record Allowance(Quota quota, boolean granted, long left, Duration reset, Duration retryAfter) {}
