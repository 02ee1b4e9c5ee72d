package io.soundforge.alchemy.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RetryPolicy POLICY =
            RetryPolicy.attempts(5).startingAt(Duration.ofSeconds(10)).upTo(Duration.ofMinutes(1));

    @Test
    void retry_waitsAsLongAsTheSourceAsks_orAsThePolicySays() {
        AlchemyException asks = new AlchemyException(ErrorCode.UNAVAILABLE, "later", Duration.ofMinutes(3));

        assertThat(verdict(null, null, asks).delay()).isEqualTo(Duration.ofMinutes(3));
        assertThat(verdict(null, null, new AlchemyException(ErrorCode.UNAVAILABLE, "no"))
                        .delay())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(verdict(null, null, asks).ending()).isEqualTo(Ending.RETRY);
    }

    @Test
    void rateLimitThatSaysHowLong_isASnooze_withinReason() {
        Verdict verdict =
                verdict(null, null, new AlchemyException(ErrorCode.RATE_LIMITED, "wait", Duration.ofDays(300)));

        assertThat(verdict.ending()).isEqualTo(Ending.SNOOZE);
        assertThat(verdict.delay()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void memory_mayBeShortOnce_notTwiceInARow() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");

        assertThat(verdict(null, null, error).ending()).isEqualTo(Ending.RETRY);
        assertThat(verdict(ErrorCode.WORKER_LOST, null, error).ending()).isEqualTo(Ending.RETRY);
        assertThat(verdict(ErrorCode.OUT_OF_MEMORY, null, error))
                .satisfies(verdict -> assertThat(verdict.ending()).isEqualTo(Ending.FAIL))
                .satisfies(verdict -> assertThat(verdict.failure().code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
    }

    @Test
    void permanentFailure_isNotTriedAgain() {
        assertThat(verdict(null, null, new AlchemyException(ErrorCode.CORRUPT_AUDIO, "no"))
                        .ending())
                .isEqualTo(Ending.FAIL);
    }

    @Test
    void exceededLimits_areTimeouts_whateverTheHandlerSays() {
        Verdict late = verdict(null, StopReason.TIMED_OUT, new CancellationException());
        Verdict still = verdict(null, StopReason.STALLED, new CancellationException());

        assertThat(late.ending()).isEqualTo(Ending.RETRY);
        assertThat(late.failure()).isEqualTo(new Failure(ErrorCode.TIMEOUT, "The work took longer than it may."));
        assertThat(still.failure())
                .isEqualTo(new Failure(ErrorCode.TIMEOUT, "The work made no progress for too long."));
    }

    @Test
    void limits_growWithTheAudio_andZeroMeansNoStall() {
        JobLimits limits = JobLimits.of(JobKind.SEPARATE, Duration.ofMinutes(10), Duration.ofMinutes(5));
        Duration song = Duration.ofMinutes(4);

        assertThat(limits.exceeded(Duration.ofMinutes(11), Duration.ZERO, Duration.ZERO))
                .contains(StopReason.TIMED_OUT);
        assertThat(limits.exceeded(Duration.ofMinutes(129), Duration.ZERO, song))
                .isEmpty();
        assertThat(limits.exceeded(Duration.ofMinutes(131), Duration.ZERO, song))
                .contains(StopReason.TIMED_OUT);
        assertThat(limits.exceeded(Duration.ofMinutes(6), Duration.ofMinutes(6), song))
                .contains(StopReason.STALLED);
        assertThat(new JobLimits(Duration.ofHours(1), 0, Duration.ZERO)
                        .exceeded(Duration.ofMinutes(6), Duration.ofMinutes(6), song))
                .isEmpty();
    }

    private static Verdict verdict(@Nullable ErrorCode before, @Nullable StopReason stop, Throwable error) {
        return Verdict.of(job(before), POLICY, stop, error, 0.5);
    }

    private static Job job(@Nullable ErrorCode before) {
        return new Job(
                JobId.random(),
                JobKind.SEPARATE,
                JobState.RUNNING,
                TrackId.random(),
                OwnerId.LOCAL,
                0,
                "",
                1,
                3,
                before == null ? null : new Failure(before, "before"),
                Instant.EPOCH,
                null,
                null);
    }
}
