package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

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

    @Test
    void aJobsLinesInTheLog_nameTheRequestThatAskedForIt() throws Exception {
        GatewayHarness gateway = new GatewayHarness(services);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(JobRunner.class);
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            var accepted = gateway.send(
                    gateway.builder("/api/tracks", "Content-Type", "application/json", "X-Request-Id", "asked-1")
                            .POST(BodyPublishers.ofString("{\"url\":\"https://example.org/song.mp3\"}")));
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            String job = json(accepted).getJsonArray("jobs").getJsonObject(0).getString("id");
            JobRunner worker = new JobRunner(
                    services.vertx(),
                    services.jobs(),
                    services.bus(),
                    JobKind.DOWNLOAD,
                    DownloadAudio.class,
                    RunnerConfig.of("another worker", 1, RetryPolicy.attempts(1)),
                    (run, args) -> Future.failedFuture(new AlchemyException(ErrorCode.CORRUPT_AUDIO, "it is broken")));
            await(worker.start());
            eventually().until(() -> json(gateway.get("/api/jobs/" + job))
                    .getString("status")
                    .equals("failed"));
            await(worker.stop());

            assertThat(List.copyOf(lines.list).stream()
                            .filter(line -> line.getKeyValuePairs().toString().contains(job)))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line.getKeyValuePairs())
                            .filteredOn(pair -> pair.key.equals("request"))
                            .extracting(pair -> pair.value)
                            .containsExactly("asked-1"));
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
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
