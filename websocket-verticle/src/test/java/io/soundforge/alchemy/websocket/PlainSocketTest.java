package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainSocketTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private LiveEdge edge;

    @BeforeEach
    void start() {
        edge = new LiveEdge(services);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void trackOfTheClientsOwnName_isWaitedFor_andToldUnderThatName() {
        PlainClient client = edge.connect();

        client.subscribe("my-song");
        assertThat(client.frame("track:waiting", 0).getJsonObject("data").getString("trackId"))
                .isEqualTo("my-song");
        TrackId track = edge.newTrack("my-song").id();
        edge.tell(LiveEdge.job(track, JobState.QUEUED, 0), JobEventType.CREATED);

        JsonObject snapshot = client.frame("track:snapshot", 0);
        assertThat(snapshot.getLong("seq")).isEqualTo(1);
        assertThat(snapshot.getString("epoch")).matches("[0-9a-f]{16}");
        assertThat(snapshot.getJsonObject("data").getString("trackId")).isEqualTo("my-song");
        edge.tell(LiveEdge.job(track, JobState.RUNNING, 0), JobEventType.UPDATED);
        JsonObject fact = client.frame("analysis:job:updated", 0);
        assertThat(fact.getLong("seq")).isEqualTo(2);
        assertThat(fact.getJsonObject("data").getString("trackId")).isEqualTo("my-song");
    }

    @Test
    void clientThatComesBackWithItsPosition_isToldExactlyWhatItMissed() {
        TrackId track = edge.newTrack("cut").id();
        edge.tell(LiveEdge.job(track, JobState.QUEUED, 0), JobEventType.CREATED);
        PlainClient before = edge.connect();
        before.subscribe("cut");
        JsonObject snapshot = before.frame("track:snapshot", 0);
        before.leave();
        edge.tell(LiveEdge.job(track, JobState.RUNNING, 0), JobEventType.UPDATED);
        edge.tell(LiveEdge.job(track, JobState.COMPLETED, 100), JobEventType.COMPLETED);

        PlainClient after = edge.connect();
        after.resume("cut", snapshot.getLong("seq"), snapshot.getString("epoch"));

        after.frame("analysis:job:completed", 0);
        assertThat(after.events()).containsExactly("track:resumed", "analysis:job:updated", "analysis:job:completed");
        assertThat(after.frames.get(0).getJsonObject("data").getBoolean("recovered"))
                .isTrue();
        assertThat(after.frames.subList(1, 3))
                .extracting(frame -> frame.getLong("seq"))
                .containsExactly(2L, 3L);
    }

    @Test
    void positionOfAnotherDatabase_isRefused_andASnapshotFollows() {
        TrackId track = edge.newTrack("moved").id();
        edge.tell(LiveEdge.job(track, JobState.QUEUED, 0), JobEventType.CREATED);
        PlainClient client = edge.connect();

        client.resume("moved", 1, "0123456789abcdef");

        client.frame("track:snapshot", 0);
        assertThat(client.events()).containsExactly("track:resumed", "track:snapshot");
        assertThat(client.frames.get(0).getJsonObject("data").getBoolean("recovered"))
                .isFalse();
    }

    @Test
    void nonsense_isRefused_andTheSocketStaysOpen() {
        PlainClient client = edge.connect();

        client.say("subscribe:track", "../etc");

        assertThat(client.frame("error", 0).getJsonObject("data").getString("code"))
                .isEqualTo("invalid_request");
        edge.newTrack("after-all");
        client.subscribe("after-all");
        client.frame("track:snapshot", 0);
    }

    @Test
    void unsubscribing_endsTheEvents() {
        TrackId track = edge.newTrack("left").id();
        PlainClient client = edge.connect();
        client.subscribe("left");
        client.frame("track:snapshot", 0);

        client.say("unsubscribe:track", "left");
        client.frame("track:unsubscribed", 0);
        edge.tell(LiveEdge.job(track, JobState.RUNNING, 0), JobEventType.UPDATED);
        client.subscribe("left");

        eventually().until(() -> client.named("track:snapshot").size() == 2);
        assertThat(client.named("analysis:job:updated")).isEmpty();
    }
}
