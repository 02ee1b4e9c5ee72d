package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an attempt may take: {@code JobLimits.of(SEPARATE, one hour, twenty minutes)}.
 *
 * @param wall whatever the audio
 * @param perAudio how much more for each unit of the audio's length, once the handler has said it
 * @param stall without a word of progress; zero for no limit
 */
public record JobLimits(Duration wall, double perAudio, Duration stall) {
    /** An hour and twenty minutes: what holds when nobody says anything else. */
    public static final Duration WALL = Duration.ofHours(1);

    public static final Duration STALL = Duration.ofMinutes(20);

    private static final Duration LOOK_UP = Duration.ofMinutes(10);

    /**
     * The limits of a kind. A separation may take thirty times as long as the audio, an analysis or an export five
     * times, beyond what every job may take; looking up a link never takes more than ten minutes.
     */
    public static JobLimits of(JobKind kind, Duration wall, Duration stall) {
        return switch (kind) {
            case RESOLVE -> new JobLimits(wall.compareTo(LOOK_UP) < 0 ? wall : LOOK_UP, 0, stall);
            case DOWNLOAD, INSTALL -> new JobLimits(wall, 0, stall);
            case SEPARATE -> new JobLimits(wall, 30, stall);
            case ANALYZE, EXPORT -> new JobLimits(wall, 5, stall);
        };
    }

    public static JobLimits of(JobKind kind) {
        return of(kind, WALL, STALL);
    }

    /** How long an attempt may take in all. */
    Duration wallFor(Duration audio) {
        return wall.plusMillis(Math.round(audio.toMillis() * perAudio));
    }

    /** Why an attempt must stop, if it must. */
    Optional<StopReason> exceeded(Duration running, Duration silent, Duration audio) {
        if (running.compareTo(wallFor(audio)) > 0) {
            return Optional.of(StopReason.TIMED_OUT);
        }
        return !stall.isZero() && silent.compareTo(stall) > 0 ? Optional.of(StopReason.STALLED) : Optional.empty();
    }
}
