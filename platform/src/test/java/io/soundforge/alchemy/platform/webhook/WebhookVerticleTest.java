package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchId;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.Submission;
import io.soundforge.alchemy.platform.jobs.TrackPlan;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a job's end to a receiver on loopback. */
class WebhookVerticleTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final WebhookFixture fixture = new WebhookFixture(services);
    private final Receiver receiver = new Receiver(services.vertx());
    private final List<String> deployed = new ArrayList<>();

    @BeforeEach
    void beAlone() {
        fixture.removeAll();
    }

    @AfterEach
    void stop() {
        deployed.forEach(id -> await(services.vertx().undeploy(id)));
        receiver.close();
    }

    @Test
    void jobAndTrack_areTold_signed() {
        EndpointStore.Revealed endpoint = fixture.endpoint(receiver.url());
        deploy("node");
        TrackId track = TrackId.random();
        Job download = fixture.created(track, JobKind.DOWNLOAD);
        Job analysis = fixture.created(track, JobKind.ANALYZE);
        fixture.end(download, JobState.COMPLETED);
        fixture.end(analysis, JobState.FAILED);

        heard(3);

        assertThat(types()).containsExactlyInAnyOrder("job.completed", "job.failed", "track.partial");
        Receiver.Heard failed = heardOf("job.failed");
        assertThat(failed.signature())
                .isEqualTo(WebhookSignature.header(
                        failed.id(), failed.timestamp(), failed.body(), List.of(endpoint.secret())));
        JsonObject body = new JsonObject(failed.body());
        assertThat(body.getString("timestamp")).isEqualTo("2026-01-02T03:04:14Z");
        assertThat(body.getJsonObject("data").getJsonObject("job").getMap())
                .containsEntry("id", analysis.id().toString())
                .containsEntry("trackId", track.toString())
                .containsEntry("status", "failed")
                .containsEntry("errorCode", "corrupt_audio");
        JsonObject told = new JsonObject(heardOf("track.partial").body())
                .getJsonObject("data")
                .getJsonObject("track");
        assertThat(told.getString("status")).isEqualTo("partial");
        assertThat(told.getJsonArray("jobs")).hasSize(2);
        eventually().until(() -> fixture.deliveries(endpoint).stream()
                .allMatch(delivery -> delivery.state().equals("delivered")));
    }

    @Test
    void laterWork_doesNotChangeWhatATrackCameTo() {
        fixture.endpoint(receiver.url(), WebhookEventType.TRACK_READY, WebhookEventType.TRACK_ERROR);
        TrackId track = TrackId.random();
        fixture.ended(track, JobKind.DOWNLOAD, JobState.COMPLETED);
        fixture.ended(track, JobKind.EXPORT, JobState.COMPLETED);
        fixture.created(track, JobKind.SEPARATE);

        deploy("node that comes late");

        heard(1);
        assertThat(types()).containsExactly("track.ready");
    }

    @Test
    void killedBetweenCommitAndDelivery_losesNothing_andTwoNodesTellOnce() {
        EndpointStore.Revealed endpoint = fixture.endpoint(receiver.url(), WebhookEventType.JOB_COMPLETED);
        for (int i = 0; i < 150; i++) {
            fixture.ended(TrackId.random(), JobKind.DOWNLOAD, JobState.COMPLETED);
        }
        // A node passed some on and died while it was sending.
        FactRelay relay = new FactRelay(services.database(), fixture.queue, InstantSource.system());
        await(relay.relay());
        List<Parcel> lost = await(fixture.queue.claim("dead", 3, Duration.ofMillis(-1)));
        assertThat(lost).isNotEmpty();

        deploy("first");
        deploy("second");

        eventually()
                .until(() -> fixture.deliveries(endpoint).size() == 100
                        && fixture.now(endpoint).waiting() == 0);
        heard(150);
        assertThat(receiver.heard())
                .extracting(Receiver.Heard::id)
                .doesNotHaveDuplicates()
                .hasSize(150);
        assertThat(receiver.heard())
                .extracting(Receiver.Heard::id)
                .containsAll(lost.stream().map(Parcel::eventId).toList());
    }

    @Test
    void databaseThatGoesAwayDuringADelivery_doesNotMakeItTwo() {
        EndpointStore.Revealed endpoint = fixture.endpoint(receiver.url());
        Database own = new Database(
                services.vertx(), new DatabaseConfig(services.databaseConfig().uri(), 2));
        AtomicBoolean cut = new AtomicBoolean();
        receiver.answering(request -> own.pool()
                .query("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")
                .execute()
                .onComplete(done -> {
                    cut.set(done.succeeded());
                    request.response().end();
                }));
        fixture.queue(endpoint, 1);

        deploy("node");

        eventually()
                .ignoreExceptions() // this test's own connections were cut, too
                .until(() -> fixture.deliveries(endpoint).get(0).state().equals("delivered"));
        assertThat(cut).isTrue();
        assertThat(receiver.heard()).hasSize(1);
        await(own.close());
    }

    @Test
    void deadReceiver_keepsNobodyWaiting() {
        Receiver silent = new Receiver(services.vertx()).answering(request -> {});
        EndpointStore.Revealed dead = fixture.endpoint(silent.url());
        EndpointStore.Revealed alive = fixture.endpoint(receiver.url());
        fixture.queue(dead, 50);
        fixture.queue(alive, 50);

        deploy("node", receiver.authority(), silent.authority());

        heard(50);
        assertThat(fixture.now(dead).waiting()).isGreaterThanOrEqualTo(50 - DeliveryQueue.PER_ENDPOINT);
        assertThat(silent.heard()).hasSizeLessThanOrEqualTo(DeliveryQueue.PER_ENDPOINT);
        silent.close();
    }

    @Test
    void endpointThatIsNotAllowed_getsNothing_andItsOwnerSeesWhy() {
        EndpointStore.Revealed endpoint = fixture.endpoint("https://" + receiver.authority() + "/in");
        fixture.queue(endpoint, 1);

        deploy("node", "other.example:1");

        eventually().until(() -> !fixture.deliveries(endpoint).get(0).attempts().isEmpty());
        assertThat(fixture.deliveries(endpoint).get(0).attempts().get(0).error())
                .isEqualTo("url must lead to a public address; it leads to one that is not (loopback)");
        assertThat(receiver.heard()).isEmpty();
    }

    @Test
    void batch_isToldOnce_whenItsLastItemHasEnded() {
        fixture.endpoint(receiver.url(), WebhookEventType.BATCH_COMPLETED);
        BatchStore batches = new BatchStore(services.database());
        Batch batch = new Batch(
                UUID.randomUUID(),
                BatchId.random(),
                fixture.owner,
                "fingerprint",
                2,
                Instant.parse("2026-01-02T03:04:05Z"));
        List<TrackId> tracks =
                List.of(services.newTrack("a").id(), services.newTrack("b").id());
        List<BatchItem> items = List.of(new BatchItem(0, "a", tracks.get(0)), new BatchItem(1, "b", tracks.get(1)));
        List<TrackPlan> plans = tracks.stream()
                .map(track -> new TrackPlan(
                        track, ImportPlan.ofSpotifyLink("https://open.spotify.com/track/1", ImportOptions.defaults())))
                .toList();
        await(services.database().inTransaction(tx -> batches.insert(tx, batch)
                .compose(fresh -> batches.addItems(tx, batch.id(), items))
                .compose(done -> services.jobs().submitAll(tx, Submission.batch(fixture.owner, batch.id()), plans))));
        deploy("node");
        await(services.jobs().cancelPlan(batch.id(), List.of(tracks.get(0))));

        await(services.jobs().cancelPlan(batch.id(), List.of(tracks.get(1))));

        heard(1);
        JsonObject told = new JsonObject(receiver.heard().get(0).body())
                .getJsonObject("data")
                .getJsonObject("batch");
        assertThat(told.getString("id")).isEqualTo(batch.name().value());
        assertThat(told.getString("status")).isEqualTo("cancelled");
        assertThat(told.getJsonObject("items")).isEqualTo(new JsonObject().put("cancelled", 2));
    }

    @Test
    void nobodyListening_leavesNothingBehind() {
        fixture.ended(TrackId.random(), JobKind.DOWNLOAD, JobState.COMPLETED);

        assertThat(await(services.database()
                                .pool()
                                .query("select count(*) from fact_outbox")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    private void deploy(String node) {
        deploy(node, receiver.authority());
    }

    private void deploy(String node, String... allowed) {
        WebhookVerticle.Parts parts = new WebhookVerticle.Parts(
                services.database(), node, Set.of(allowed), InstantSource.system(), Duration.ofMillis(50));
        deployed.add(await(services.vertx().deployVerticle(new WebhookVerticle(parts))));
    }

    private void heard(int count) {
        eventually().until(() -> receiver.heard().size() >= count);
    }

    private List<String> types() {
        return receiver.heard().stream().map(WebhookFixture::type).toList();
    }

    private Receiver.Heard heardOf(String type) {
        return receiver.heard().stream()
                .filter(heard -> WebhookFixture.type(heard).equals(type))
                .findFirst()
                .orElseThrow();
    }
}
