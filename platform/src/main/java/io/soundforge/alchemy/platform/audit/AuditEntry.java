package io.soundforge.alchemy.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One remembered deed.
 *
 * @param action as {@link AuditAction#text()}
 * @param status what the request was answered
 * @param owner who did it; null if nobody knows
 * @param address where from
 * @param request the request's id, as the logs have it
 * @param target method and path, without a query
 */
public record AuditEntry(
        Instant at, String action, int status, @Nullable String owner, String address, String request, String target) {}
