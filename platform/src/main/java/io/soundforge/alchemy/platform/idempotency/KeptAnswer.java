package io.soundforge.alchemy.platform.idempotency;

import java.util.Map;

/**
 * An answer as it was given.
 *
 * @param status HTTP status
 * @param headers those that belong to the answer, by lower-case name
 */
public record KeptAnswer(int status, Map<String, String> headers, String body) {
    public KeptAnswer {
        headers = Map.copyOf(headers);
    }
}
