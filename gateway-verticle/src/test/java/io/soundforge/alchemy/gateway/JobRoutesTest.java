package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job and its past over HTTP. */
class JobRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void failedJob_tellsWhatItsAttemptsDiedOf_andIsOpenedAgainOnce() throws Exception {
        GatewayHarness gateway = new GatewayHarness(services);
        JobRunner worker = worker();
        Job job = submit();
        eventually().until(() -> state(job) == JobState.FAILED);
        await(worker.stop());

        JsonObject shown = json(gateway.get("/api/jobs/" + job.id()));
        assertThat(shown.getString("status")).isEqualTo("failed");
        assertThat(shown.getString("kind")).isEqualTo("analyze");
        assertThat(shown.containsKey("notBefore")).isTrue();
        assertThat(shown.getJsonArray("errors")).hasSize(1);
        JsonObject error = shown.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getInteger("attempt")).isEqualTo(1);
        assertThat(error.getString("code")).isEqualTo("corrupt_audio");
        assertThat(error.getString("message")).isEqualTo("it is broken");

        var again = gateway.post("/api/jobs/" + job.id() + "/retry", "application/json", "");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(json(again).getString("status")).isEqualTo("queued");
        var twice = gateway.post("/api/jobs/" + job.id() + "/retry", "application/json", "");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("Only a failed job can be tried again; this one is queued.");
        assertThat(gateway.post("/api/jobs/00000000-0000-0000-0000-000000000000/retry", "application/json", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private static JobRunner worker() {
        JobRunner worker = new JobRunner(
                services.vertx(),
                services.jobs(),
                services.bus(),
                JobKind.ANALYZE,
                AnalyzeTrack.class,
                RunnerConfig.of("worker", 1, RetryPolicy.of(JobKind.ANALYZE)),
                (run, args) -> Future.failedFuture(new AlchemyException(ErrorCode.CORRUPT_AUDIO, "it is broken")));
        await(worker.start());
        return worker;
    }

    private static Job submit() {
        JobPlan plan = new JobPlan(List.of(new Step("analyze", new AnalyzeTrack(), Set.of())));
        TrackId track = services.newTrack("song").id();
        return await(services.database().inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track, plan)))
                .get(0);
    }

    private static JobState state(Job job) {
        return await(services.jobs().find(job.id())).orElseThrow().state();
    }
}
