package io.soundforge.alchemy.platform.idempotency;

import io.soundforge.alchemy.contracts.track.OwnerId;

/**
 * Which request it is. The same key of another owner, or on another route, is another one.
 *
 * @param route method and path
 * @param key what the sender chose
 */
public record RequestKey(OwnerId owner, String route, String key) {}
