package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedUseTest {
    private final SharedUse<String, Thing> shared = new SharedUse<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Thing implements AutoCloseable {
        Thing() {
            made.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void users_shareOneThing_thatIsClosedAfterTheLast() {
        var one = shared.lease("a", Thing::new);
        var two = shared.lease("a", Thing::new);
        assertThat(two.thing()).isSameAs(one.thing());

        one.close();
        one.close();
        assertThat(closed).hasValue(0);
        two.close();
        assertThat(made).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(shared.size()).isZero();
    }

    @Test
    void otherKeys_areOtherThings() {
        try (var one = shared.lease("a", Thing::new);
                var two = shared.lease("b", Thing::new)) {
            assertThat(two.thing()).isNotSameAs(one.thing());
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void retiredThing_servesItsUsersToTheEnd_andNobodyElse() {
        var one = shared.lease("a", Thing::new);
        one.retire();
        var two = shared.lease("a", Thing::new);
        assertThat(two.thing()).isNotSameAs(one.thing());

        one.close();
        assertThat(closed).hasValue(1);
        assertThat(shared.size()).isEqualTo(1);
        two.close();
        assertThat(closed).hasValue(2);
        assertThat(shared.size()).isZero();
    }

    @Test
    void makerThatFails_leavesNothing_andTheNextOneIsTried() {
        assertThatThrownBy(() -> shared.lease("a", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(shared.size()).isZero();
        shared.lease("a", Thing::new).close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void thoseWhoComeWhileItIsMade_waitForIt() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Thing>> things = new ArrayList<>();
            things.add(threads.submit(() -> shared.lease("a", () -> {
                        making.countDown();
                        await(goOn);
                        return new Thing();
                    })
                    .thing()));
            await(making);
            for (int i = 0; i < 3; i++) {
                things.add(threads.submit(() -> shared.lease("a", Thing::new).thing()));
            }
            // Another key is not held up.
            shared.lease("b", Thing::new).close();
            goOn.countDown();
            for (Future<Thing> thing : things) {
                assertThat(thing.get(60, TimeUnit.SECONDS))
                        .isSameAs(things.get(0).get(60, TimeUnit.SECONDS));
            }
            assertThat(made).hasValue(2);
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
