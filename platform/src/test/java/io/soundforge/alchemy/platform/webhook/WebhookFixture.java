package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An owner of their own for every test, with endpoints, deliveries and facts. */
final class WebhookFixture {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final OwnerId owner = new OwnerId("owner-" + UUID.randomUUID());
    final EndpointStore endpoints;
    final DeliveryLog log;
    final DeliveryQueue queue;
    private final PlatformServices services;

    WebhookFixture(PlatformServices services) {
        this.services = services;
        this.endpoints = new EndpointStore(services.database());
        this.log = new DeliveryLog(services.database(), endpoints, () -> NOW);
        this.queue = new DeliveryQueue(services.database());
    }

    EndpointStore.Revealed endpoint(String url, WebhookEventType... events) {
        List<String> texts =
                List.of(events).stream().map(WebhookEventType::text).toList();
        return await(endpoints.add(owner, url, new EndpointWish(url, null, texts, null)));
    }

    Endpoint now(EndpointStore.Revealed endpoint) {
        return await(endpoints.find(owner, endpoint.endpoint().id()));
    }

    List<Delivery> deliveries(EndpointStore.Revealed endpoint) {
        return await(log.page(owner, endpoint.endpoint().id(), null, null, 100)).items();
    }

    /** Queues so many deliveries for an endpoint. */
    void queue(EndpointStore.Revealed endpoint, int count) {
        for (int i = 0; i < count; i++) {
            await(log.test(owner, endpoint.endpoint().id()));
        }
    }

    /** The fact that a job of this kind was created, and another that it has come into this state. */
    Job ended(TrackId track, JobKind kind, JobState state) {
        Job job = created(track, kind);
        return end(job, state);
    }

    Job created(TrackId track, JobKind kind) {
        Job job = new Job(JobId.random(), kind, JobState.QUEUED, track, owner, 0, "", 0, 3, null, NOW, null, null);
        append(JobEventType.CREATED, job);
        return job;
    }

    Job end(Job job, JobState state) {
        Failure error = state == JobState.COMPLETED ? null : new Failure(ErrorCode.CORRUPT_AUDIO, "it is broken");
        Job after = new Job(
                job.id(), job.kind(), state, job.track(), owner, 100, "", 1, 3, error, NOW, NOW, NOW.plusSeconds(9));
        append(JobEventType.ofTransition(state), after);
        return after;
    }

    private void append(JobEventType type, Job job) {
        await(services.database().inTransaction(tx -> services.journal().append(tx, type, job)));
    }

    /** What is otherwise a matter of days. */
    void sql(String statement, Object... values) {
        await(services.database().pool().preparedQuery(statement).execute(Tuple.wrap(values)));
    }

    /** Everybody else's are none of this test's business. */
    void removeAll() {
        sql("delete from webhook_endpoints");
        sql("delete from fact_outbox");
    }

    static String type(Receiver.Heard heard) {
        return new JsonObject(heard.body()).getString("type");
    }
}
