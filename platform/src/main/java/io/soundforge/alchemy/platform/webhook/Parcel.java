package io.soundforge.alchemy.platform.webhook;

import java.util.List;
import java.util.UUID;

/**
 * A delivery that this node holds the lease of.
 *
 * @param token of the lease
 * @param failed how many tries of this round have failed
 * @param secrets one, or two while a new one replaces an old one
 */
record Parcel(
        UUID id, long token, String url, String eventId, String payload, int failed, List<WebhookSecret> secrets) {}
