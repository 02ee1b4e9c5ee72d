package io.soundforge.alchemy.platform.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What owners can be told of. The text is what receivers sort by: it never changes. */
public enum WebhookEventType {
    JOB_COMPLETED,
    JOB_FAILED,
    JOB_CANCELLED,
    /** A track came to rest, and all work on it has completed. */
    TRACK_READY,
    /** A track came to rest with its audio, and some work on it failed or was cancelled. */
    TRACK_PARTIAL,
    /** A track came to rest, and nothing usable came out. */
    TRACK_ERROR,
    /** Every item of a batch has come to rest. */
    BATCH_COMPLETED,
    /** Sent on request only, whatever an endpoint's filter says. */
    WEBHOOK_TEST;

    /** Such as {@code job.completed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public static Optional<WebhookEventType> ofText(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** The texts that a filter may hold. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(WebhookEventType::text).toList();
    }
}
