package io.soundforge.alchemy.websocket.tracks;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One event for a client.
 *
 * @param topic what it is the latest news of, so that an older one that still waits may be dropped; null if every one
 *     counts
 */
record News(String event, JsonObject payload, @Nullable String topic) {}
