package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueDepthsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);
    private final TrackId track = TrackId.random();

    @AfterEach
    void leaveTheQueueEmpty() {
        await(services.database().inTransaction(tx -> services.jobs().delete(tx, track)));
    }

    @Test
    void everyKind_isThere_emptyOnesToo() {
        assertThat(depths())
                .extracting(QueueDepth::kind)
                .containsExactly("resolve", "download", "separate", "analyze", "export", "install");
        assertThat(depth("separate")).isEqualTo(new QueueDepth("separate", 0, 0, 0, null));
    }

    @Test
    void jobsThatWaitForAStep_areNotQueued() {
        queue.submit(track, Plans.song());

        assertThat(depth("resolve").queued()).isEqualTo(1);
        assertThat(Objects.requireNonNull(depth("resolve").oldestQueuedSeconds()))
                .isNotNegative();
        assertThat(depth("separate")).isEqualTo(new QueueDepth("separate", 0, 1, 0, null));
    }

    @Test
    void claimedJob_isRunning_theRestIsQueued() {
        queue.submit(track, Plans.many(3));
        queue.claimOne(JobKind.ANALYZE);

        QueueDepth analyses = depth("analyze");

        assertThat(analyses.queued()).isEqualTo(2);
        assertThat(analyses.running()).isEqualTo(1);
    }

    @Test
    void ageOfTheOldest_isCountedFromWhenItCouldBeTaken() {
        queue.submit(track, Plans.many(2));
        await(services.database()
                .pool()
                .query("update jobs set run_at = now() - interval '100 seconds' where kind = 'analyze' and number ="
                        + " (select min(number) from jobs where kind = 'analyze')")
                .execute());

        assertThat(Objects.requireNonNull(depth("analyze").oldestQueuedSeconds()))
                .isGreaterThanOrEqualTo(100);
    }

    private static QueueDepth depth(String kind) {
        return depths().stream()
                .filter(found -> found.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<QueueDepth> depths() {
        return await(new QueueDepths(services.database()).all());
    }
}
