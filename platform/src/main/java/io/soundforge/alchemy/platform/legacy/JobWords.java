package io.soundforge.alchemy.platform.legacy;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What old clients call the states, figures and times of a job. */
public final class JobWords {
    public static final String ERROR = "error";
    public static final String COMPLETED = "completed";

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private JobWords() {}

    /** {@code queued | processing | completed | error}: with any other last word clients would ask for ever. */
    public static String status(Job job) {
        return switch (job.state()) {
            case QUEUED -> "queued";
            case RUNNING -> "processing";
            case COMPLETED -> COMPLETED;
            case FAILED, CANCELLED -> ERROR;
        };
    }

    /** Percent with at most two decimals: from the kind's first to its last figure while it runs, 0 when it failed. */
    public static double progress(Job job) {
        return switch (job.state()) {
            case QUEUED, FAILED, CANCELLED -> 0;
            case RUNNING -> Math.round(100 * running(job.kind(), job.progress())) / 100.0;
            case COMPLETED -> 100;
        };
    }

    private static double running(JobKind kind, double percent) {
        return switch (kind) {
            case RESOLVE, EXPORT, INSTALL -> percent;
            case DOWNLOAD -> 10 + 0.8 * percent;
            case SEPARATE -> 5 + 0.9 * percent;
            case ANALYZE -> 10 + 0.9 * percent;
        };
    }

    /** Why it failed; null unless it did. That an attempt failed which is made again is no news for old clients. */
    public static @Nullable String error(Job job) {
        if (!status(job).equals(ERROR)) {
            return null;
        }
        Failure failure = job.error();
        return failure == null ? "The work ended without a result." : failure.message();
    }

    /** {@code 2026-11-20T10:11:12.345Z}: always exactly milliseconds. */
    public static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /** As {@link #time}; null stays null. */
    public static @Nullable String timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    /** {@code 2026-11-20T10:11:12Z}. */
    public static String timeInSeconds(Instant instant) {
        return SECONDS.format(instant);
    }
}
