package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeldKindsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @Test
    void aKindThatIsHeld_isLookedFor_notTaken_andGoesOnWhenItIsLetGo() {
        AtomicBoolean held = new AtomicBoolean(true);
        AtomicInteger looks = new AtomicInteger();
        services.jobs().hold(kind -> {
            looks.incrementAndGet();
            return held.get();
        });
        Job job = queue.submitOne(TrackId.random());
        JobRunner runner = queue.start(JobKind.ANALYZE, run -> Future.succeededFuture(TestRunner.NOTHING));

        eventually().until(() -> looks.get() >= 3);
        assertThat(queue.job(job.id()).state()).isEqualTo(JobState.QUEUED);
        held.set(false);
        eventually().until(() -> queue.job(job.id()).state() == JobState.COMPLETED);
        await(runner.stop());
    }
}
