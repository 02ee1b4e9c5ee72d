package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.InstallModel;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that is done at most once at a time, whoever asks for it. */
class SubmitOnceTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void manyAtOnce_getTheSameJob() {
        List<Future<Job>> asked =
                Stream.generate(() -> submit("htdemucs")).limit(8).toList();

        List<Job> jobs = asked.stream().map(PlatformServices::await).toList();

        assertThat(jobs).extracting(Job::id).containsOnly(jobs.get(0).id());
    }

    @Test
    void anotherModel_isAnotherJob_andAnEndedOneIsNotGivenAgain() {
        Job first = await(submit("a"));
        assertThat(await(submit("b")).id()).isNotEqualTo(first.id());
        await(services.jobs().cancel(first.id()));

        assertThat(await(submit("a")).id()).isNotEqualTo(first.id());
    }

    @Test
    void summary_namesNoTrack() {
        assertThat(JobSummary.of(await(submit("c"))).trackId()).isNull();
    }

    private static Future<Job> submit(String model) {
        InstallModel args = new InstallModel(model, null, null, null);
        return services.database()
                .inTransaction(tx -> services.jobs().submitOnce(tx, OwnerId.LOCAL, InstallModel.subject(model), args));
    }
}
