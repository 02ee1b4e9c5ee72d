package io.soundforge.alchemy.platform.events;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a Redis of its own, which may be stopped. */
class EventCarrierTest {
    private static final List<JobKind> KINDS = List.of(JobKind.values());
    private static final List<JobEventType> TYPES = List.of(JobEventType.values());

    private static final LocalRedis redis = new LocalRedis();

    private final Vertx vertx = Vertx.vertx();
    private final EventCarrier carrier = new EventCarrier(vertx, redis.uri());
    private final List<JobEvent> received = new CopyOnWriteArrayList<>();

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @AfterEach
    void close() {
        await(carrier.close());
        await(vertx.close());
        redis.start();
    }

    @Test
    void channels_areThoseOfTheOriginal() {
        assertThat(Channels.all())
                .hasSize(24)
                .contains(
                        "download:job:created",
                        "processing:job:updated",
                        "analysis:job:completed",
                        "resolve:job:error",
                        "export:job:completed",
                        "models:job:completed");
    }

    @Test
    void publish_everyKindAndType_arrivesAtOtherNodesInOrder() {
        EventCarrier otherNode = new EventCarrier(vertx, redis.uri());
        await(otherNode.subscribe(received::add));

        LongStream.rangeClosed(1, 300).forEach(seq -> carrier.publish(event(seq)));

        eventually().until(() -> received.size() == 300);
        assertThat(received).extracting(JobEvent::seq).isSorted();
        assertThat(received.get(7))
                .isEqualTo(new JobEvent(event(8).type(), 8, received.get(7).job()));
        await(otherNode.close());
    }

    @Test
    void subscribe_redisRestarts_healsAndTells() {
        AtomicInteger reconnects = new AtomicInteger();
        carrier.onReconnect(reconnects::incrementAndGet);
        await(carrier.subscribe(received::add));

        redis.stop();
        carrier.publish(event(1)); // is lost, and must not disturb anybody
        redis.start();

        eventually().until(() -> reconnects.get() == 1);
        carrier.publish(event(2));
        eventually().until(() -> received.stream().anyMatch(event -> event.seq() == 2));
        assertThat(reconnects).hasValue(1);
    }

    @Test
    void subscribe_connectionGoesSilent_isGivenUpAndMadeAnew() {
        AtomicInteger reconnects = new AtomicInteger();
        DeafProxy proxy = new DeafProxy(vertx, redis.port());
        EventCarrier behindProxy = new EventCarrier(vertx, "redis://127.0.0.1:" + proxy.port(), Duration.ofMillis(100));
        behindProxy.onReconnect(reconnects::incrementAndGet);
        await(behindProxy.subscribe(received::add));

        proxy.forgetPresentConnections();

        eventually().until(() -> reconnects.get() == 1);
        carrier.publish(event(1));
        eventually().until(() -> received.size() == 1);
        await(behindProxy.close());
    }

    @Test
    void subscribe_quietButAlive_isKept() {
        AtomicInteger reconnects = new AtomicInteger();
        EventCarrier quick = new EventCarrier(vertx, redis.uri(), Duration.ofMillis(100));
        quick.onReconnect(reconnects::incrementAndGet);
        await(quick.subscribe(received::add));

        await(vertx.timer(1, TimeUnit.SECONDS)); // ten pulses without an event

        assertThat(reconnects).hasValue(0);
        await(quick.close());
    }

    @Test
    void subscribe_redisComesLater_standsThen() {
        redis.stop();
        Future<Void> standing = carrier.subscribe(received::add);

        redis.start();

        await(standing);
        carrier.publish(event(1));
        eventually().until(() -> received.size() == 1);
    }

    @Test
    void listener_throws_othersStillHear() {
        carrier.subscribe(event -> {
            throw new IllegalStateException("deliberately");
        });
        await(carrier.subscribe(received::add));

        carrier.publish(event(1));
        carrier.publish(event(2));

        eventually().until(() -> received.size() == 2);
    }

    @Test
    void check_tellsWhetherRedisAnswers() {
        await(carrier.check());

        redis.stop();

        eventually()
                .until(() ->
                        carrier.check().map("fine").otherwise("gone").await().equals("gone"));
    }

    private static JobEvent event(long seq) {
        JobKind kind = KINDS.get((int) (seq % KINDS.size()));
        JobEventType type = TYPES.get((int) (seq / KINDS.size() % TYPES.size()));
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        Job job = new Job(
                JobId.random(),
                kind,
                JobState.RUNNING,
                TrackId.random(),
                OwnerId.LOCAL,
                1,
                "",
                1,
                3,
                null,
                now,
                now,
                null);
        return new JobEvent(type, seq, job);
    }
}
