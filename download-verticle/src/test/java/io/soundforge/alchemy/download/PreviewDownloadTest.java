package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.fetch.FakeSource;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.limits.RedisBuckets;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Songs that the service lets people hear a clip of, with real sockets, PostgreSQL and ffmpeg, and audio made by code. */
class PreviewDownloadTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SECONDS = 24;

    @TempDir
    static Path recordings;

    private static byte[] clip;
    private static Path right;
    private static Path spedUp;
    private static Path other;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private Handler<HttpServerRequest> behaviour = request -> FakeSource.audio(request, clip);
    private FakeSource server;
    private String deployment = "";

    @BeforeAll
    static void record() throws IOException {
        MadeSong song = MadeSong.studio(5, SECONDS);
        clip = Files.readAllBytes(song.write(recordings.resolve("clip.mp3"), "-ss 7.3 -t 12 -c:a libmp3lame -b:a 96k"));
        right = song.write(recordings.resolve("right.mp3"), "-c:a libmp3lame -b:a 192k");
        spedUp = song.write(
                recordings.resolve("fast.mp3"), "-af asetrate=46746,aresample=44100 -c:a libmp3lame -b:a 128k");
        other = MadeSong.studio(6, SECONDS).write(recordings.resolve("other.m4a"), "-c:a aac -b:a 128k");
    }

    @BeforeEach
    void deploy() throws IOException {
        server = new FakeSource(services.vertx(), request -> {
            asked.incrementAndGet();
            behaviour.handle(request);
        });
        Files.createDirectories(folder.resolve("music/The Tin Men"));
        deployVerticle();
    }

    private void deployVerticle() {
        ProviderSettings providers = new ProviderSettings(
                List.of("library"),
                folder.resolve("music"),
                folder.resolve("state"),
                null,
                null,
                null,
                List.of(),
                Map.of());
        DownloadConfig config = new DownloadConfig(
                        FetchLimits.ofBytes(10_000_000), MediaLimits.ofMinutes(1), Set.of(server.authority()), 2)
                .findingIn(providers);
        RunnerConfig runner =
                new RunnerConfig("test", 2, Duration.ofMillis(50), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        deployment = await(services.vertx()
                .deployVerticle(new DownloadVerticle(new DownloadVerticle.Parts(
                        config,
                        MadeSong.ffmpeg(),
                        services.bus(),
                        services.jobs(),
                        services.catalog(),
                        services.blobs(),
                        runner,
                        new RedisBuckets(services.vertx(), services.redisUri())))));
    }

    @AfterEach
    void undeploy() {
        await(services.vertx().undeploy(deployment));
        server.close();
    }

    /** In a library, a file without tags is named after itself and its folder. */
    private void inLibrary(Path recording, String title) throws IOException {
        String name = recording.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.'));
        Files.copy(recording, folder.resolve("music/The Tin Men/" + title + ending));
    }

    private Track track() {
        Track track = new Track(
                TrackId.random(),
                OwnerId.LOCAL,
                "Dreams of Copper",
                "The Tin Men",
                null,
                null,
                null,
                "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                SECONDS,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        CollectionTrack told = new CollectionTrack(
                "4uLU6hMCjMI75M1A2tKUQC",
                "Dreams of Copper",
                List.of("The Tin Men"),
                null,
                null,
                null,
                SECONDS,
                server.url("/clip"),
                null,
                null);
        await(services.database()
                .inTransaction(tx -> services.catalog().insert(tx, track).compose(done -> services.catalog()
                        .serviceMetadata()
                        .put(tx, Map.of(track.id(), TrackMetadata.of(told, "embed"))))));
        return track;
    }

    private static Job submit(Track track) {
        AudioSource source = AudioSource.match(Objects.requireNonNull(track.sourceUrl()));
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("download", new DownloadAudio(source), Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private static Job now(Job job) {
        return await(services.jobs().find(job.id())).orElseThrow();
    }

    private static Job completed(Job job) {
        Job ended = Awaitility.await().atMost(PATIENCE).until(() -> now(job), one -> one.state()
                .terminal());
        assertThat(ended.state()).as(String.valueOf(ended.error())).isEqualTo(JobState.COMPLETED);
        return ended;
    }

    private static TrackSources sources(Track track) {
        return await(services.catalog().sources().find(track.id())).orElseThrow();
    }

    private static ChosenSource chosen(Track track) {
        return Objects.requireNonNull(sources(track).chosen());
    }

    private static List<SourceReason> heard(List<SourceReason> reasons) {
        return reasons.stream().filter(reason -> reason.of().equals("audio")).toList();
    }

    @Test
    void previewThatIsHeard_isShownAsAReason_andAskedForOnceOnly() throws IOException {
        inLibrary(right, "Dreams of Copper");
        Track track = track();
        completed(submit(track));

        assertThat(heard(chosen(track).reasons())).singleElement().satisfies(reason -> {
            assertThat(reason.factor()).isEqualTo(1);
            assertThat(reason.finding()).startsWith("the service's preview is heard at 0:07; ");
        });

        await(services.vertx().undeploy(deployment));
        deployVerticle();
        completed(submit(track));
        assertThat(heard(chosen(track).reasons())).hasSize(2); // the other one tells of the audio before
        assertThat(asked).hasValue(1);
    }

    @Test
    void anotherSongOfTheSameName_isLeftForTheRightOne() throws IOException {
        inLibrary(other, "Dreams of Copper");
        inLibrary(right, "Dreams of Copper again");
        Track track = track();

        completed(submit(track));

        assertThat(chosen(track).title()).isEqualTo("Dreams of Copper again");
        assertThat(sources(track).candidates())
                .filteredOn(one -> one.title().equals("Dreams of Copper"))
                .singleElement()
                .satisfies(wrong -> assertThat(heard(wrong.reasons()))
                        .extracting(SourceReason::finding)
                        .singleElement()
                        .asString()
                        .contains("not heard"));
    }

    @Test
    void nothingButASpedUpUpload_asks_andTheChoiceIsKept() throws IOException {
        inLibrary(spedUp, "Dreams of Copper");
        Track track = track();
        Job job = submit(track);
        Job waiting = Awaitility.await().atMost(PATIENCE).until(() -> now(job), one -> one.stage()
                .equals("choosing"));

        assertThat(Objects.requireNonNull(waiting.error()).code()).isEqualTo(ErrorCode.CHOICE_NEEDED);
        SourceCandidate offered = sources(track).candidates().get(0);
        assertThat(offered.score()).isLessThan(0.62);
        assertThat(heard(offered.reasons())).hasSize(1);

        await(services.database().inTransaction(tx -> services.catalog()
                .sources()
                .order(tx, track.id(), track.duration(), new SourceOrder(offered, null))
                .compose(done -> services.jobs().unpark(tx, job.id()))));

        completed(job);
        assertThat(chosen(track).chosenBy()).isEqualTo("user");
        assertThat(heard(chosen(track).reasons()))
                .extracting(SourceReason::finding)
                .singleElement()
                .asString()
                .contains("not heard");
    }

    @Test
    void linkThatSomebodyGives_isTaken_andItsReasonsTell() throws IOException {
        byte[] wrong = Files.readAllBytes(other);
        behaviour = request -> FakeSource.audio(request, request.path().equals("/clip") ? clip : wrong);
        Track track = track();
        await(services.database().inTransaction(tx -> services.catalog()
                .sources()
                .order(tx, track.id(), track.duration(), new SourceOrder(null, server.url("/other.m4a")))));

        completed(submit(track));

        assertThat(heard(chosen(track).reasons()))
                .extracting(SourceReason::finding)
                .singleElement()
                .asString()
                .contains("not heard");
    }

    @Test
    void previewThatCannotBeHad_changesNothing() throws IOException {
        inLibrary(right, "Dreams of Copper");
        behaviour = request -> request.response().setStatusCode(404).end();
        Track track = track();

        completed(submit(track));

        assertThat(heard(chosen(track).reasons())).isEmpty();
        assertThat(chosen(track).score()).isGreaterThan(0.9);
    }

    @Test
    void twoSongsWithTheSameClip_askOnce() throws IOException {
        inLibrary(right, "Dreams of Copper");
        Track one = track();
        Track two = track();
        Job first = submit(one);
        Job second = submit(two);
        completed(first);
        completed(second);

        assertThat(heard(chosen(one).reasons())).hasSize(1);
        assertThat(heard(chosen(two).reasons())).hasSize(1);
        assertThat(asked).hasValue(1);
    }
}
