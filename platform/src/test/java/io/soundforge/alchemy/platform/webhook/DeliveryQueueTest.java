package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.catalog.Page;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryQueueTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration EXPIRED = Duration.ofMillis(-1);
    private static final String URL = "https://hooks.example.com/in";

    private final WebhookFixture fixture = new WebhookFixture(services);
    private final DeliveryQueue queue = fixture.queue;

    @BeforeEach
    void beAlone() {
        fixture.removeAll();
    }

    @Test
    void claim_takesFewPerEndpoint_andEveryEndpointInTurn() {
        EndpointStore.Revealed busy = fixture.endpoint("https://hooks.example.com/busy");
        EndpointStore.Revealed quiet = fixture.endpoint("https://hooks.example.com/quiet");
        fixture.queue(busy, 20);
        fixture.queue(quiet, 1);

        List<String> first = urls(claim(2));
        List<String> second = urls(claim(100));

        assertThat(first)
                .containsExactlyInAnyOrder(
                        busy.endpoint().url(), quiet.endpoint().url());
        assertThat(second).containsOnly(busy.endpoint().url()).hasSize(DeliveryQueue.PER_ENDPOINT - 1);
        assertThat(claim(100)).isEmpty();
    }

    @Test
    void claim_byManyAtOnce_keepsTheBoundAndTakesNoneTwice() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 30);

        List<Future<List<Parcel>>> claims = IntStream.range(0, 8)
                .mapToObj(node -> queue.claim("node-" + node, 10, LEASE))
                .toList();
        List<UUID> taken = new ArrayList<>();
        claims.forEach(claim -> await(claim).forEach(parcel -> taken.add(parcel.id())));

        assertThat(taken).doesNotHaveDuplicates().hasSize(DeliveryQueue.PER_ENDPOINT);
    }

    @Test
    void claim_ofAFailingEndpoint_isOneAtATime() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 5);
        finish(claim(1).get(0), answer(500));

        assertThat(claim(100)).hasSize(1);
        assertThat(claim(100)).isEmpty();
    }

    @Test
    void claim_ofADisabledOrPausedEndpoint_findsNothing() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 2);
        await(fixture.endpoints.change(fixture.owner, endpoint.endpoint().id(), enabled(false)));
        assertThat(claim(100)).isEmpty();

        await(fixture.endpoints.change(fixture.owner, endpoint.endpoint().id(), enabled(true)));
        finish(claim(1).get(0), answer(429));

        assertThat(claim(100)).isEmpty();
        fixture.sql("update webhook_endpoints set paused_until = now()");
        assertThat(claim(100)).hasSize(1);
    }

    @Test
    void success_isLoggedAndForgivesFailures() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 1);
        finish(claim(1).get(0), answer(500));
        assertThat(fixture.now(endpoint).failingSince()).isNotNull();
        Delivery waiting = fixture.deliveries(endpoint).get(0);
        assertThat(waiting.state()).isEqualTo("waiting");
        assertThat(waiting.nextAttemptAt()).isAfter(waiting.createdAt());
        assertThat(claim(1)).isEmpty();
        fixture.sql("update webhook_deliveries set next_at = now()");

        finish(claim(1).get(0), answer(204));

        Delivery delivered = fixture.deliveries(endpoint).get(0);
        assertThat(delivered.state()).isEqualTo("delivered");
        assertThat(delivered.finishedAt()).isNotNull();
        assertThat(delivered.attempts()).extracting(Delivery.Attempt::status).containsExactly(500, 204);
        assertThat(delivered.attempts()).extracting(Delivery.Attempt::number).containsExactly(1, 2);
        assertThat(delivered.attempts().get(0).answer()).isEqualTo("text");
        assertThat(delivered.attempts().get(0).durationMs()).isEqualTo(12);
        assertThat(fixture.now(endpoint).failingSince()).isNull();
    }

    @Test
    void tenFailures_endADelivery_andReplayBeginsAgain() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 1);
        for (int i = 0; i < 10; i++) {
            fixture.sql("update webhook_deliveries set next_at = now()");
            finish(claim(1).get(0), answer(503));
        }
        Delivery failed = fixture.deliveries(endpoint).get(0);
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.attempts()).hasSize(10);
        assertThat(claim(1)).isEmpty();

        assertThat(await(fixture.log.replaySince(
                        fixture.owner, endpoint.endpoint().id(), WebhookFixture.NOW)))
                .isEqualTo(1);
        finish(claim(1).get(0), answer(503));

        Delivery again = fixture.deliveries(endpoint).get(0);
        assertThat(again.state()).isEqualTo("waiting");
        assertThat(again.eventId()).isEqualTo(failed.eventId());
        assertThat(again.attempts()).hasSize(11);
    }

    @Test
    void replay_ofADelivered_sendsTheSameIdAgain() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 1);
        Parcel first = claim(1).get(0);
        assertThatThrownBy(() -> await(fixture.log.replay(fixture.owner, first.id())))
                .hasMessageContaining("being sent now");
        finish(first, answer(200));

        await(fixture.log.replay(fixture.owner, first.id()));

        assertThat(claim(1).get(0).eventId()).isEqualTo(first.eventId());
        assertThatThrownBy(() -> await(fixture.log.replay(new OwnerId("somebody else"), first.id())))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void gone_disablesTheEndpoint_andSaysWhy() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 2);

        finish(claim(1).get(0), answer(410));

        assertThat(fixture.now(endpoint).enabled()).isFalse();
        assertThat(fixture.now(endpoint).disabledReason()).contains("410 (gone)");
        assertThat(fixture.deliveries(endpoint)).extracting(Delivery::state).containsExactly("waiting", "failed");
        assertThat(claim(1)).isEmpty();
        assertThatThrownBy(() -> fixture.queue(endpoint, 1)).hasMessageContaining("enable it first");
    }

    @Test
    void fiveDaysOfFailures_disableTheEndpoint_andEnablingBeginsAnew() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 3);
        finish(claim(1).get(0), answer(500));
        fixture.sql("update webhook_endpoints set failing_since = now() - interval '119 hours'");
        finish(claim(1).get(0), answer(500));
        assertThat(fixture.now(endpoint).enabled()).isTrue();
        fixture.sql("update webhook_endpoints set failing_since = now() - interval '121 hours'");

        finish(claim(1).get(0), answer(500));

        Endpoint disabled = fixture.now(endpoint);
        assertThat(disabled.enabled()).isFalse();
        assertThat(disabled.disabledReason()).contains("failures for 5 days").contains("got 500");
        Endpoint enabled = await(
                fixture.endpoints.change(fixture.owner, endpoint.endpoint().id(), enabled(true)));
        assertThat(enabled.enabled()).isTrue();
        assertThat(enabled.disabledReason()).isNull();
        assertThat(enabled.failingSince()).isNull();
    }

    @Test
    void lostNode_losesItsLease_andItsLateWordIsNotHeard() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 1);
        Parcel late = await(queue.claim("dead", 1, EXPIRED)).get(0);

        assertThat(await(queue.rescue())).isEqualTo(1);
        Parcel present = claim(1).get(0);

        assertThat(present.eventId()).isEqualTo(late.eventId());
        assertThat(await(queue.finish(late, answer(500), Verdict.of(answer(500), 0, () -> 0))))
                .isFalse();
        finish(present, answer(200));
        Delivery delivered = fixture.deliveries(endpoint).get(0);
        assertThat(delivered.state()).isEqualTo("delivered");
        assertThat(delivered.attempts())
                .extracting(Delivery.Attempt::error)
                .containsExactly("the node that was sending this was lost", null);
        assertThat(await(queue.rescue())).isZero();
    }

    @Test
    void add_reachesTheEndpointsThatWantIt_once() {
        EndpointStore.Revealed all = fixture.endpoint(URL);
        EndpointStore.Revealed some = fixture.endpoint(URL, WebhookEventType.TRACK_READY);
        WebhookMessage message = new WebhookMessage(
                fixture.owner, "msg_1", WebhookEventType.JOB_COMPLETED, "{\"type\":\"job.completed\"}");
        WebhookMessage others = new WebhookMessage(
                new OwnerId("somebody else"), "msg_2", WebhookEventType.JOB_COMPLETED, "{\"type\":\"job.completed\"}");

        await(services.database().inTransaction(tx -> queue.add(tx, List.of(message, others))));
        await(services.database().inTransaction(tx -> queue.add(tx, List.of(message))));

        assertThat(fixture.deliveries(all)).extracting(Delivery::eventId).containsExactly("msg_1");
        assertThat(fixture.deliveries(some)).isEmpty();
    }

    @Test
    void tooManyWaiting_disableTheEndpoint() {
        DeliveryQueue small = new DeliveryQueue(services.database(), 2);
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 3);
        WebhookMessage message = new WebhookMessage(fixture.owner, "msg_1", WebhookEventType.JOB_COMPLETED, "{}");

        await(services.database().inTransaction(tx -> small.add(tx, List.of(message))));

        assertThat(fixture.now(endpoint).disabledReason()).isEqualTo("disabled: more than 2 deliveries were waiting");
        assertThat(fixture.now(endpoint).waiting()).isEqualTo(3);
    }

    @Test
    void rotation_signsWithBothSecretsForADay() {
        EndpointStore.Revealed before = fixture.endpoint(URL);
        EndpointStore.Revealed after =
                await(fixture.endpoints.rotate(fixture.owner, before.endpoint().id()));
        fixture.queue(before, 2);

        assertThat(claim(1).get(0).secrets()).containsExactly(after.secret(), before.secret());
        assertThat(after.endpoint().previousSecretUntil()).isNotNull();
        fixture.sql("update webhook_endpoints set previous_until = now() - interval '1 second'");
        assertThat(claim(1).get(0).secrets()).containsExactly(after.secret());
    }

    @Test
    void endpoints_haveABoundAndAnOwner() {
        EndpointStore.Revealed first = fixture.endpoint(URL);
        for (int i = 1; i < EndpointStore.MOST; i++) {
            fixture.endpoint(URL);
        }

        assertThatThrownBy(() -> fixture.endpoint(URL)).hasMessageContaining("at most 20 webhooks");
        OwnerId stranger = new OwnerId("stranger");
        UUID id = first.endpoint().id();
        assertThat(await(fixture.endpoints.list(stranger))).isEmpty();
        assertThatThrownBy(() -> await(fixture.endpoints.find(stranger, id))).hasMessageContaining("no such webhook");
        assertThatThrownBy(() -> await(fixture.endpoints.rotate(stranger, id))).hasMessageContaining("no such webhook");
        assertThatThrownBy(() -> await(fixture.endpoints.remove(stranger, id))).hasMessageContaining("no such webhook");
        await(fixture.endpoints.remove(fixture.owner, id));
        assertThat(await(fixture.endpoints.list(fixture.owner))).hasSize(EndpointStore.MOST - 1);
    }

    @Test
    void log_isReadInParts() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 5);
        UUID id = endpoint.endpoint().id();

        Page<Delivery> first = await(fixture.log.page(fixture.owner, id, null, null, 2));
        Page<Delivery> second = await(fixture.log.page(fixture.owner, id, null, first.next(), 2));
        Page<Delivery> third = await(fixture.log.page(fixture.owner, id, null, second.next(), 2));

        List<Delivery> all = new ArrayList<>(first.items());
        all.addAll(second.items());
        all.addAll(third.items());
        assertThat(all).isEqualTo(fixture.deliveries(endpoint)).hasSize(5);
        assertThat(third.next()).isNull();
        assertThat(await(fixture.log.page(fixture.owner, id, "failed", null, 2)).items())
                .isEmpty();
    }

    @Test
    void oldDeliveries_areForgotten() {
        EndpointStore.Revealed endpoint = fixture.endpoint(URL);
        fixture.queue(endpoint, 2);
        fixture.sql(
                "update webhook_deliveries set created_at = now() - interval '15 days' where id = $1",
                fixture.deliveries(endpoint).get(1).id());

        assertThat(await(queue.prune())).isEqualTo(1);
        assertThat(fixture.deliveries(endpoint)).hasSize(1);
    }

    private List<Parcel> claim(int limit) {
        return await(queue.claim("here", limit, LEASE));
    }

    private void finish(Parcel parcel, ReceiverAnswer answer) {
        assertThat(await(queue.finish(parcel, answer, Verdict.of(answer, parcel.failed(), () -> 0))))
                .isTrue();
    }

    private static ReceiverAnswer answer(int status) {
        return ReceiverAnswer.of(status, "text", Duration.ofMillis(12), null);
    }

    private static EndpointWish enabled(boolean enabled) {
        return new EndpointWish(null, null, null, enabled);
    }

    private static List<String> urls(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::url).toList();
    }
}
