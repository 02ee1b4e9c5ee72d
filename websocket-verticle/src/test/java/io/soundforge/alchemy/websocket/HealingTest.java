package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis that goes away in the middle and comes back. */
class HealingTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void redisRestartsInTheMiddle_noFactIsMissed_andProgressFlowsAgain() {
        try (LocalRedis redis = new LocalRedis();
                LiveEdge edge = new LiveEdge(services, redis.uri())) {
            TrackId track = edge.newTrack("healed").id();
            Job running = LiveEdge.job(track, JobState.RUNNING, 0);
            PlainClient client = edge.connect();
            client.subscribe("healed");
            client.frame("track:snapshot", 0);
            edge.tell(running, JobEventType.UPDATED);
            client.frame("analysis:job:updated", 0);
            await(edge.carrier().checkHearing());

            redis.stop();
            eventually().until(() -> edge.carrier()
                    .checkHearing()
                    .map(true)
                    .otherwise(false)
                    .await()
                    .equals(false));
            edge.tell(running, JobEventType.UPDATED); // nobody carries it, the table has it
            assertThat(client.frame("analysis:job:updated", 1).getLong("seq")).isEqualTo(2);

            redis.start();
            eventually().until(() -> edge.carrier()
                    .checkHearing()
                    .map(true)
                    .otherwise(false)
                    .await()
                    .equals(true));
            edge.progress(running.withProgress(40)); // only Redis has it
            assertThat(client.frame("analysis:job:updated", 2).containsKey("seq"))
                    .isFalse();
            edge.tell(LiveEdge.job(track, JobState.COMPLETED, 100), JobEventType.COMPLETED);
            assertThat(client.frame("analysis:job:completed", 0).getLong("seq")).isEqualTo(3);
            assertThat(client.events())
                    .containsExactly(
                            "track:snapshot",
                            "analysis:job:updated",
                            "analysis:job:updated",
                            "analysis:job:updated",
                            "analysis:job:completed");
        }
    }
}
