package io.soundforge.alchemy.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
    private static final Quota SIXTY = Quota.perMinute("reads", 60);
    private static final Quota THREE = Quota.perMinute("writes", 3);
    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final LocalBuckets buckets = new LocalBuckets(now::get, 100);

    @Test
    void asManyAsTheQuota_passAtOnce_andNoMore() {
        for (int i = 59; i >= 0; i--) {
            Allowance allowance = take("a", SIXTY);
            assertThat(allowance.granted()).isTrue();
            assertThat(allowance.left()).isEqualTo(i);
        }
        Allowance refused = take("a", SIXTY);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.left()).isZero();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.reset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(take("b", SIXTY).granted()).isTrue();
    }

    @Test
    void permits_comeBackEvenly() {
        exhaust("a", SIXTY);
        now.addAndGet(999_999);
        assertThat(take("a", SIXTY).granted()).isFalse();
        now.addAndGet(1);
        assertThat(take("a", SIXTY).granted()).isTrue();
        assertThat(take("a", SIXTY).granted()).isFalse();
        now.addAndGet(Duration.ofHours(5).toNanos() / 1000);
        assertThat(take("a", SIXTY).left()).isEqualTo(59);
    }

    @Test
    void refusals_costNothing() {
        exhaust("a", SIXTY);
        for (int i = 0; i < 1000; i++) {
            take("a", SIXTY);
        }
        now.addAndGet(1_000_000);
        assertThat(take("a", SIXTY).granted()).isTrue();
    }

    /** Over any stretch no more pass than one quota at once and its rate. */
    @Test
    void overAnHour_noMorePassThanTheRate() {
        int passed = 0;
        for (int i = 0; i < 36_000; i++) {
            passed += take("a", SIXTY).granted() ? 1 : 0;
            now.addAndGet(100_000);
        }
        assertThat(passed).isBetween(3600, 3660);
    }

    @Test
    void oneEmptyBucket_leavesTheOthersAsTheyAre() {
        exhaust("a", THREE);
        List<Allowance> both = buckets.taken(List.of(new Charge("a", THREE), new Charge("b", SIXTY)));

        assertThat(both).extracting(Allowance::granted).containsExactly(false, true);
        assertThat(take("b", SIXTY).left()).isEqualTo(59);
    }

    @Test
    void quotasOfOneCaller_areCountedApart() {
        exhaust("a", THREE);
        assertThat(take("a", SIXTY).granted()).isTrue();
    }

    @Test
    void moreCallersThanThereIsRoomFor_forgetTheOldest() {
        exhaust("a", THREE);
        for (int i = 0; i < 100; i++) {
            take("other" + i, THREE);
        }
        assertThat(take("a", THREE).granted()).isTrue();
    }

    @Test
    void counts_areForgottenAfterQuietOnes() {
        assertThat(count()).isEqualTo(1);
        now.addAndGet(9_000_000);
        assertThat(count()).isEqualTo(2);
        now.addAndGet(9_000_000);
        assertThat(count()).isEqualTo(3);
        now.addAndGet(10_000_000);
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "10,0", "11,1", "12,2", "13,4", "20,512", "21,900", "30,900", "1000000,900"})
    void failures_costTwiceAsLongEachTime(int failures, int seconds) {
        assertThat(FailureBackOff.after(10).wait(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatIsNoQuota_isRefused() {
        assertThatThrownBy(() -> Quota.perMinute("reads", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quota("reads", 1001, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClockOfTheMachine_isPositive() {
        assertThat(new LocalBuckets()
                        .taken(List.of(new Charge("a", THREE)))
                        .get(0)
                        .left())
                .isEqualTo(2);
    }

    private Integer count() {
        return buckets.count("failures", Duration.ofSeconds(10)).result();
    }

    private void exhaust(String caller, Quota quota) {
        for (int i = 0; i < quota.permits(); i++) {
            assertThat(take(caller, quota).granted()).isTrue();
        }
    }

    private Allowance take(String caller, Quota quota) {
        return buckets.taken(List.of(new Charge(caller, quota))).get(0);
    }
}
