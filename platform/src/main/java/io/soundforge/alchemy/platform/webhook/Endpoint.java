package io.soundforge.alchemy.platform.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an owner wants to be told, as the owner sees it. The secret is shown when it is made, never again.
 *
 * @param events types that are sent; empty for all
 * @param disabledReason why it was disabled, for people; null while it is enabled
 * @param failingSince when the first of the failures came since which nothing succeeded; null if the last try succeeded
 * @param waiting how many deliveries are still to be made
 */
public record Endpoint(
        UUID id,
        String url,
        String description,
        List<String> events,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        @Nullable Instant previousSecretUntil,
        int waiting,
        Instant createdAt) {
    public Endpoint {
        events = List.copyOf(events);
    }
}
