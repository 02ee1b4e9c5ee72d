package io.soundforge.alchemy.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private final RetryPolicy policy =
            RetryPolicy.attempts(5).startingAt(Duration.ofSeconds(10)).upTo(Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"1, 5, 10", "2, 10, 20", "3, 20, 40", "4, 30, 60", "5, 30, 60", "1000, 30, 60"})
    void delayAfter_isDrawnFromAllOfADoublingSpan_whichIsCapped(int attempt, int middle, int longest) {
        assertThat(policy.delayAfter(attempt, 0)).isZero();
        assertThat(policy.delayAfter(attempt, 0.5)).isEqualTo(Duration.ofSeconds(middle));
        assertThat(policy.delayAfter(attempt, 0.999_999_999)).isEqualTo(Duration.ofSeconds(longest));
    }

    @Test
    void of_everyKind_hasItsNumberOfAttempts() {
        assertThat(RetryPolicy.of(JobKind.RESOLVE).maxAttempts()).isEqualTo(4);
        assertThat(RetryPolicy.of(JobKind.DOWNLOAD).maxAttempts()).isEqualTo(5);
        assertThat(RetryPolicy.of(JobKind.SEPARATE).maxAttempts()).isEqualTo(3);
        assertThat(RetryPolicy.of(JobKind.ANALYZE).maxAttempts()).isEqualTo(3);
        assertThat(RetryPolicy.of(JobKind.EXPORT).maxAttempts()).isEqualTo(3);
    }

    @Test
    void ending_followsTheStopBeforeTheError() {
        AlchemyException corrupt = new AlchemyException(ErrorCode.CORRUPT_AUDIO, "no");

        assertThat(Ending.of(null, corrupt)).isEqualTo(Ending.FAIL);
        assertThat(Ending.of(null, new AlchemyException(ErrorCode.TIMEOUT, "slow")))
                .isEqualTo(Ending.RETRY);
        assertThat(Ending.of(null, new CancellationException())).isEqualTo(Ending.RETRY);
        assertThat(Ending.of(StopReason.CANCELLED, corrupt)).isEqualTo(Ending.CANCEL);
        assertThat(Ending.of(StopReason.SHUTDOWN, corrupt)).isEqualTo(Ending.RELEASE);
        assertThat(Ending.of(StopReason.LEASE_LOST, corrupt)).isEqualTo(Ending.DROP);
        assertThat(Ending.of(null, new LeaseLostException(new Lease(JobId.random(), 1))))
                .isEqualTo(Ending.DROP);
    }
}
