package io.soundforge.alchemy.gateway.studio;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobEndTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void await_givesTheJobWhenItHasEnded() {
        JobId id = queued();
        AtomicInteger looks = new AtomicInteger();

        Future<Job> end = jobEnd().await(id, LONG, () -> {
            if (looks.incrementAndGet() == 2) {
                services.jobs().cancel(id);
            }
            return true;
        });

        assertThat(await(end).state()).isEqualTo(JobState.CANCELLED);
        assertThat(looks).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void await_withoutPatienceOrListener_givesTheJobAsItIs() {
        JobId id = queued();

        assertThat(await(jobEnd().await(id, Duration.ZERO, () -> true)).state()).isEqualTo(JobState.QUEUED);
        assertThat(await(jobEnd().await(id, LONG, () -> false)).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void await_jobThatGoesWithItsTrack_fails() {
        assertThatThrownBy(() -> await(jobEnd().await(JobId.random(), LONG, () -> true)))
                .hasMessageContaining("deleted");
    }

    private static JobEnd jobEnd() {
        return new JobEnd(services.vertx(), services.jobs());
    }

    private static JobId queued() {
        TrackId track = services.newTrack("song").id();
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("analyze", new AnalyzeTrack(), Set.of())));
        return await(services.database().inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track, plan)))
                .get(0)
                .id();
    }
}
