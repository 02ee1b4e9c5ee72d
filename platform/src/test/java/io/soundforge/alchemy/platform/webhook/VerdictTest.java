package io.soundforge.alchemy.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final RandomGenerator NO_JITTER = () -> 0;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void schedule_isTheSpecifications() {
        List<Duration> waits = new ArrayList<>();
        for (int failures = 1; DeliverySchedule.waitAfter(failures, NO_JITTER).isPresent(); failures++) {
            waits.add(DeliverySchedule.waitAfter(failures, NO_JITTER).orElseThrow());
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(waits.stream()
                        .reduce(Duration.ZERO, Duration::plus)
                        .truncatedTo(java.time.temporal.ChronoUnit.MINUTES))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35));
    }

    @Test
    void schedule_addsUpToATenth() {
        Random random = new Random(7);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waits.add(DeliverySchedule.waitAfter(2, random).orElseThrow().toMillis());
        }

        assertThat(waits).allMatch(wait -> wait >= 300_000 && wait <= 330_000);
        assertThat(waits.stream().distinct().count()).isGreaterThan(900);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void successes_areDelivered(int status) {
        assertThat(verdict(status, null, 0).next()).isEqualTo(Verdict.Next.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 304, 307, 400, 401, 404, 408, 409, 422, 500, 503, 599})
    void everyOtherStatus_isTriedAgain(int status) {
        Verdict verdict = verdict(status, null, 1);

        assertThat(verdict).isEqualTo(new Verdict(Verdict.Next.AGAIN, Duration.ofMinutes(5), Duration.ZERO));
    }

    @Test
    void lastTry_givesUp() {
        assertThat(verdict(500, null, 8).next()).isEqualTo(Verdict.Next.AGAIN);
        assertThat(verdict(500, null, 9).next()).isEqualTo(Verdict.Next.GIVEN_UP);
    }

    @Test
    void gone_endsIt() {
        assertThat(verdict(410, null, 0).next()).isEqualTo(Verdict.Next.GONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 504})
    void overload_pausesTheEndpoint(int status) {
        assertThat(verdict(status, null, 0).pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(verdict(status, Duration.ofSeconds(90), 0).pause()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void retryAfter_makesTheWaitLonger_neverShorter_andIsBounded() {
        assertThat(verdict(503, Duration.ofSeconds(60), 0).delay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(verdict(503, Duration.ofSeconds(1), 0).delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(verdict(503, Duration.ofDays(400), 0).delay()).isEqualTo(Duration.ofHours(24));
        assertThat(verdict(503, Duration.ofDays(400), 0).pause()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void retryAfter_isReadInBothForms() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Wed, 01 Jan 2025 00:01:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", NOW)).isNull();
        assertThat(RetryAfter.parse("-5", NOW)).isNull();
        assertThat(RetryAfter.parse("99999999999999999999", NOW)).isNull();
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }

    private static Verdict verdict(int status, @Nullable Duration retryAfter, int failedBefore) {
        ReceiverAnswer answer = ReceiverAnswer.of(status, "", Duration.ofMillis(5), retryAfter);
        return Verdict.of(answer, failedBefore, NO_JITTER);
    }
}
