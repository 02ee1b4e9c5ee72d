package io.soundforge.alchemy.platform.webhook;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its log shows it.
 *
 * @param eventId value of the header {@code webhook-id}
 * @param state {@code waiting | sending | delivered | failed}
 * @param nextAttemptAt null unless it waits
 * @param finishedAt null while it waits or is sent
 * @param attempts oldest first; of many the newest {@value #MOST_ATTEMPTS}
 */
public record Delivery(
        UUID id,
        String eventId,
        String type,
        String state,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        Object payload,
        List<Attempt> attempts) {
    static final int MOST_ATTEMPTS = 30;

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /**
     * One try.
     *
     * @param number counts all tries of the delivery, replays included
     * @param status null if there was no answer
     * @param error what was wrong; null if it succeeded
     * @param answer the first kilobyte of the answer's body
     */
    public record Attempt(
            int number,
            Instant at,
            long durationMs,
            @Nullable Integer status,
            @Nullable String error,
            String answer) {}

    static Attempt attempt(JsonObject json) {
        return new Attempt(
                json.getInteger("try"),
                Instant.ofEpochMilli(json.getLong("at")),
                json.getLong("millis"),
                json.getInteger("status"),
                json.getString("error"),
                json.getString("answer"));
    }
}
