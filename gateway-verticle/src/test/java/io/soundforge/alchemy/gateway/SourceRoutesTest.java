package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.Sources;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.ParkedException;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Seeing and choosing what a song's audio is, over HTTP, with a worker that asks for everything it is not told. */
class SourceRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final SourceCandidate LIVE = new SourceCandidate(
            "one",
            "library",
            "secret/path.wav",
            "Song (Live)",
            "Somebody",
            3.0,
            null,
            0.25,
            List.of(new SourceReason("version", 0.25, "more: live")));

    private GatewayHarness gateway;
    private JobRunner worker;

    @BeforeEach
    void open() throws Exception {
        gateway = new GatewayHarness(services);
        worker = new JobRunner(
                services.vertx(),
                services.jobs(),
                services.bus(),
                JobKind.DOWNLOAD,
                DownloadAudio.class,
                RunnerConfig.of("worker", 1, RetryPolicy.attempts(1)),
                this::download);
        await(worker.start());
    }

    @AfterEach
    void close() {
        await(worker.stop());
    }

    private Sources sources() {
        return services.catalog().sources();
    }

    private Future<Publication> download(JobRun run, DownloadAudio args) {
        return sources().find(run.track()).compose(known -> {
            Optional<SourceOrder> order = known.map(TrackSources::ordered);
            if (order.isEmpty()) {
                return Future.failedFuture(
                        new ParkedException(ErrorCode.CHOICE_NEEDED, "choosing", "Which one?", tx -> sources()
                                .offer(tx, run.track(), 200.0, List.of(LIVE))));
            }
            SourceCandidate candidate = order.get().candidate();
            ChosenSource chosen = candidate == null
                    ? ChosenSource.ofLink(Objects.requireNonNull(order.get().url()), "url")
                    : ChosenSource.of(candidate, ChosenSource.BY_USER);
            return Future.succeededFuture(tx -> sources().choose(tx, run.track(), 200.0, List.of(), chosen));
        });
    }

    private Job submit(Track track) {
        DownloadAudio args =
                new DownloadAudio(AudioSource.match("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"));
        JobPlan plan = new JobPlan(List.of(new Step("download", args, Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private Track waiting() {
        Track track = services.newTrack("Song");
        submit(track);
        eventually().until(() -> state(track).equals("choosing"));
        return track;
    }

    private String state(Track track) throws Exception {
        return json(gateway.get("/api/tracks/" + track.id() + "/sources")).getString("state");
    }

    private HttpResponse<String> choose(TrackId track, String body) throws Exception {
        return gateway.post("/api/tracks/" + track + "/source", "application/json", body);
    }

    private void assertEnded(Track track) {
        eventually()
                .until(() -> await(services.jobs().latest(track.id(), JobKind.DOWNLOAD))
                                .orElseThrow()
                                .state()
                        == JobState.COMPLETED);
    }

    @Test
    void waitingTrack_showsItsCandidatesAndThatItWaits() throws Exception {
        Track track = waiting();

        JsonObject shown = json(gateway.get("/api/tracks/" + track.id() + "/sources"));

        JsonObject candidate = shown.getJsonArray("candidates").getJsonObject(0);
        assertThat(candidate.getString("id")).isEqualTo("one");
        assertThat(candidate.getString("provider")).isEqualTo("library");
        assertThat(candidate.getDouble("durationSeconds")).isEqualTo(3.0);
        assertThat(candidate.getJsonArray("reasons").getJsonObject(0).getString("finding"))
                .isEqualTo("more: live");
        assertThat(shown.encode()).doesNotContain("secret");
        JsonObject job = json(gateway.get("/api/tracks/" + track.id()))
                .getJsonArray("jobs")
                .getJsonObject(0);
        assertThat(job.getString("status")).isEqualTo("queued");
        assertThat(job.getString("stage")).isEqualTo("choosing");
        assertThat(job.getString("errorCode")).isEqualTo("choice_needed");
    }

    @Test
    void chosenCandidate_letsTheJobGoOn_andIsShownOnTheTrack() throws Exception {
        Track track = waiting();

        assertThat(choose(track.id(), "{\"candidate\":\"one\"}").statusCode()).isEqualTo(202);

        assertEnded(track);
        JsonObject source = json(gateway.get("/api/tracks/" + track.id())).getJsonObject("source");
        assertThat(source.getString("provider")).isEqualTo("library");
        assertThat(source.getString("chosenBy")).isEqualTo("user");
        assertThat(source.getDouble("score")).isEqualTo(0.25);
        assertThat(state(track)).isEqualTo("chosen");
    }

    @Test
    void chosenLink_replacesAWrongMatchLater() throws Exception {
        Track track = waiting();
        choose(track.id(), "{\"candidate\":\"one\"}");
        assertEnded(track);

        var answer = choose(track.id(), "{\"url\":\"https://music.example/right.flac\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        eventually().until(() -> "https://music.example/right.flac"
                .equals(json(gateway.get("/api/tracks/" + track.id()))
                        .getJsonObject("source")
                        .getString("url")));
        assertThat(await(services.jobs().ofTracks(List.of(track.id()))).get(track.id()))
                .hasSize(2);
    }

    @Test
    void whatIsNoChoice_isToldWhatIsExpected() throws Exception {
        Track track = waiting();

        for (String body : List.of(
                "{}",
                "[]",
                "{\"candidate\":7}",
                "{\"candidate\":\"one\",\"url\":\"https://a.example/\"}",
                "nonsense")) {
            assertThat(choose(track.id(), body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(choose(track.id(), "{\"candidate\":\"other\"}").body()).contains("one of the track's candidates");
        assertThat(choose(track.id(), "{\"url\":\"file:///etc/passwd\"}").body())
                .contains("https://");
        assertThat(state(track)).isEqualTo("choosing");
    }

    @Test
    void whereNothingWaits_isAConflict_andUnknownTracksAreUnknown() throws Exception {
        Track track = services.newTrack("an upload");

        assertThat(state(track)).isEqualTo("none");
        assertThat(choose(track.id(), "{\"url\":\"https://a.example/x.mp3\"}").statusCode())
                .isEqualTo(409);
        assertThat(choose(TrackId.random(), "{\"url\":\"https://a.example/x.mp3\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("/api/tracks/" + TrackId.random() + "/sources").statusCode())
                .isEqualTo(404);
    }
}
