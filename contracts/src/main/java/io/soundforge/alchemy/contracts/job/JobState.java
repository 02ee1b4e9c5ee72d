package io.soundforge.alchemy.contracts.job;

import java.util.Locale;

/** {@code queued → running → completed | failed | cancelled}; running goes back to queued for a retry or a shutdown. */
public enum JobState {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
