package io.soundforge.alchemy.platform.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint shall be like; null leaves a part as it is.
 *
 * @param url checked by {@link DestinationGuard} before
 * @param events texts of {@link WebhookEventType}; empty for all
 */
public record EndpointWish(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<String> events,
        @Nullable Boolean enabled) {}
