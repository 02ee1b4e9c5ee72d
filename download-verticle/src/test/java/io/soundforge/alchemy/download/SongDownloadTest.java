package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.limits.RedisBuckets;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a known song to its audio, with real PostgreSQL, bus, blob store and ffmpeg. */
class SongDownloadTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private String deployment = "";

    private void deploy(List<String> order, List<String> command) throws IOException {
        deploy(order, command, Map.of());
    }

    private void deploy(List<String> order, List<String> command, Map<String, Integer> rates) throws IOException {
        ProviderSettings providers = new ProviderSettings(
                order,
                Files.createDirectories(folder.resolve("music")),
                folder.resolve("state"),
                null,
                null,
                null,
                command,
                rates);
        RedisBuckets buckets = new RedisBuckets(services.vertx(), services.redisUri());
        DownloadConfig config = new DownloadConfig(
                        FetchLimits.ofBytes(10_000_000), MediaLimits.ofMinutes(1), Set.of(), 2)
                .findingIn(providers);
        RunnerConfig runner =
                new RunnerConfig("test", 2, Duration.ofMillis(50), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        deployment = await(services.vertx()
                .deployVerticle(new DownloadVerticle(new DownloadVerticle.Parts(
                        config,
                        BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg")),
                        services.bus(),
                        services.jobs(),
                        services.catalog(),
                        services.blobs(),
                        runner,
                        buckets))));
    }

    @AfterEach
    void undeploy() {
        await(services.vertx().undeploy(deployment));
    }

    private Path song(String name, String title, String artist, double seconds) throws IOException {
        return Files.write(
                Files.createDirectories(folder.resolve("music")).resolve(name),
                new TaggedWav(seconds).title(title).artist(artist).bytes());
    }

    private Track track(String title, String artist, @Nullable Double seconds) {
        Track track = new Track(
                TrackId.random(),
                OwnerId.LOCAL,
                title,
                artist,
                null,
                null,
                null,
                "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                seconds,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, track)));
        return track;
    }

    private Job submit(Track track) {
        AudioSource source = AudioSource.match(Objects.requireNonNull(track.sourceUrl()));
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("download", new DownloadAudio(source), Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private Job now(Job job) {
        return await(services.jobs().find(job.id())).orElseThrow();
    }

    private Job ended(Job job) {
        return Awaitility.await().atMost(PATIENCE).until(() -> now(job), one -> one.state()
                .terminal());
    }

    private Job waitsForChoice(Job job) {
        return Awaitility.await().atMost(PATIENCE).until(() -> now(job), one -> one.stage()
                .equals("choosing"));
    }

    private TrackSources sources(Track track) {
        return await(services.catalog().sources().find(track.id())).orElseThrow();
    }

    private Asset newest(Track track, AssetRole role) {
        return await(services.catalog().newest(track.id(), role)).orElseThrow();
    }

    private void choose(Track track, Job job, SourceCandidate candidate) {
        await(services.database().inTransaction(tx -> services.catalog()
                .sources()
                .order(tx, track.id(), track.duration(), new SourceOrder(candidate, null))
                .compose(done -> services.jobs().unpark(tx, job.id()))));
    }

    @Test
    void library_hasTheSong_takesItAndSaysWhy() throws IOException {
        Path file = song("a.wav", "Dreams of Copper", "The Tin Men", 3);
        song("b.wav", "Dreams of Copper (Live at the Foundry)", "The Tin Men", 3);
        song("c.wav", "Other Things", "The Tin Men", 3);
        deploy(List.of("library"), List.of());
        Track track = track("Dreams of Copper", "The Tin Men", 3.0);

        assertThat(ended(submit(track)).state()).isEqualTo(JobState.COMPLETED);

        Asset original = newest(track, AssetRole.ORIGINAL);
        assertThat(await(services.blobs().local(original.key()))).hasSameBinaryContentAs(file);
        ChosenSource chosen = Objects.requireNonNull(sources(track).chosen());
        assertThat(chosen.provider()).isEqualTo("library");
        assertThat(chosen.chosenBy()).isEqualTo("score");
        assertThat(chosen.score()).isGreaterThan(0.9);
        assertThat(chosen.reasons()).extracting("of").contains("title", "artists", "duration", "version");
        assertThat(sources(track).state()).isEqualTo("chosen");
    }

    @Test
    void nothingCertain_waitsWithoutSlotForTheChoice_andThenGoesOn() throws IOException {
        Path live = song("live.wav", "Dreams of Copper (Live)", "The Tin Men", 3);
        deploy(List.of("library"), List.of());
        Track track = track("Dreams of Copper", "The Tin Men", 3.0);
        Job job = submit(track);

        Job waiting = waitsForChoice(job);

        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.attempt()).isZero();
        assertThat(Objects.requireNonNull(waiting.error()).code()).isEqualTo(ErrorCode.CHOICE_NEEDED);
        TrackSources offered = sources(track);
        assertThat(offered.state()).isEqualTo("choosing");
        assertThat(offered.candidates()).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo("Dreams of Copper (Live)");
            assertThat(one.score()).isLessThan(0.62);
        });

        choose(track, job, offered.candidates().get(0));

        assertThat(ended(job).state()).isEqualTo(JobState.COMPLETED);
        assertThat(await(
                        services.blobs().local(newest(track, AssetRole.ORIGINAL).key())))
                .hasSameBinaryContentAs(live);
        assertThat(Objects.requireNonNull(sources(track).chosen()).chosenBy()).isEqualTo("user");
    }

    @Test
    void waitingJob_cancelled_ends() throws IOException {
        song("live.wav", "Dreams of Copper (Live)", "The Tin Men", 3);
        deploy(List.of("library"), List.of());
        Job job = submit(track("Dreams of Copper", "The Tin Men", 3.0));
        waitsForChoice(job);

        await(services.jobs().cancel(job.id()));

        assertThat(now(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void firstProviderLacksTheSong_theNextDelivers() throws IOException {
        Path file = song("../elsewhere.wav", "Whatever", "Anybody", 3);
        deploy(List.of("library", "command"), List.of("/bin/cp", file.toString(), "{file}"));
        Track track = track("Dreams of Copper", "The Tin Men", 3.0);

        assertThat(ended(submit(track)).state()).isEqualTo(JobState.COMPLETED);

        assertThat(Objects.requireNonNull(sources(track).chosen()).provider()).isEqualTo("command");
    }

    @Test
    void audioOfAnotherLength_isNotTakenForTheSong() throws IOException {
        Path file = song("../elsewhere.wav", "Whatever", "Anybody", 3);
        deploy(List.of("command"), List.of("/bin/cp", file.toString(), "{file}"));
        Job job = submit(track("Dreams of Copper", "The Tin Men", 200.0));

        Job waiting = waitsForChoice(job);

        assertThat(Objects.requireNonNull(waiting.error()).message()).contains("not it");
        assertNothingLeft();
    }

    @Test
    void nobodyHasAnythingLikeIt_saysSo() throws IOException {
        song("a.wav", "Something", "Somebody", 3);
        deploy(List.of("library"), List.of());

        Job job = ended(submit(track("Dreams of Copper", "The Tin Men", 3.0)));

        assertThat(Objects.requireNonNull(job.error()).code()).isEqualTo(ErrorCode.NO_PROVIDER);
    }

    @Test
    void sameAudioTwice_takesOnePlace() throws IOException {
        song("a.wav", "Dreams of Copper", "The Tin Men", 3);
        deploy(List.of("library"), List.of());
        Track one = track("Dreams of Copper", "The Tin Men", 3.0);
        Track two = track("Dreams of Copper", "The Tin Men", 3.0);
        ended(submit(one));
        ended(submit(two));

        Path first =
                await(services.blobs().local(newest(one, AssetRole.CANONICAL).key()));
        Path second =
                await(services.blobs().local(newest(two, AssetRole.CANONICAL).key()));

        assertThat(second).isNotEqualTo(first);
        assertThat(Files.getAttribute(second, "unix:ino")).isEqualTo(Files.getAttribute(first, "unix:ino"));
        assertNothingLeft();
    }

    @Test
    void wrongMatch_isReplaced_andToldFromTheRecordingBefore() throws IOException {
        song("right.wav", "Dreams of Copper", "The Tin Men", 12);
        Path better = folder.resolve("music/better.wav");
        Files.write(
                better,
                new TaggedWav(11)
                        .title("Dreams of Copper (Live)")
                        .artist("The Tin Men")
                        .bytes());
        deploy(List.of("library"), List.of());
        Track track = track("Dreams of Copper", "The Tin Men", 12.0);
        ended(submit(track));
        SourceCandidate live = sources(track).candidates().stream()
                .filter(one -> one.title().contains("Live"))
                .findFirst()
                .orElseThrow();
        await(services.database().inTransaction(tx -> services.catalog()
                .sources()
                .order(tx, track.id(), track.duration(), new SourceOrder(live, null))));

        assertThat(ended(submit(track)).state()).isEqualTo(JobState.COMPLETED);

        assertThat(newest(track, AssetRole.CANONICAL).duration()).isEqualTo(11.0);
        ChosenSource chosen = Objects.requireNonNull(sources(track).chosen());
        assertThat(chosen.chosenBy()).isEqualTo("user");
        assertThat(chosen.reasons()).last().satisfies(reason -> {
            assertThat(reason.of()).isEqualTo("audio");
            assertThat(reason.finding()).contains("recording").contains("before");
        });
    }

    @Test
    void whatTheServiceTells_isLookedFor() throws IOException {
        Path file = song("a.wav", "September", "Earth, Wind & Fire", 3);
        song("b.wav", "September (Clean)", "Earth, Wind & Fire", 3);
        deploy(List.of("library"), List.of());
        Track track = track("September", "Earth, Wind & Fire, The Emotions", null);
        CollectionTrack told = new CollectionTrack(
                "4uLU6hMCjMI75M1A2tKUQC",
                "September",
                List.of("Earth, Wind & Fire", "The Emotions"),
                "The Best",
                null,
                null,
                3.0,
                null,
                null,
                true);
        await(services.database().inTransaction(tx -> services.catalog()
                .serviceMetadata()
                .put(tx, Map.of(track.id(), TrackMetadata.of(told, "web-api")))));

        assertThat(ended(submit(track)).state()).isEqualTo(JobState.COMPLETED);

        ChosenSource chosen = Objects.requireNonNull(sources(track).chosen());
        assertThat(await(
                        services.blobs().local(newest(track, AssetRole.ORIGINAL).key())))
                .hasSameBinaryContentAs(file);
        assertThat(chosen.reasons())
                .extracting(reason -> reason.of() + ": " + reason.finding())
                .contains("artists: 1 of 2 named, on their channel", "duration: the same");
    }

    /** Permits come back by Redis's clock: whatever the machine's load, the last song cannot be asked for before. */
    @Test
    void fiftySongsAtOnce_areAskedForAtTheProvidersRate_andAllComeInTheEnd() throws IOException {
        Path file = song("../elsewhere.wav", "Whatever", "Anybody", 1);
        deploy(List.of("command"), List.of("/bin/cp", file.toString(), "{file}"), Map.of("command", 300));
        long begun = System.nanoTime();

        List<Job> jobs = IntStream.range(0, 50)
                .mapToObj(number -> submit(track("Song " + number, "The Tin Men", 1.0)))
                .toList();

        assertThat(jobs).allSatisfy(job -> {
            Job after = ended(job);
            assertThat(after.state()).isEqualTo(JobState.COMPLETED);
            assertThat(after.attempt()).isEqualTo(1);
        });
        Duration least = Duration.ofMillis(200).multipliedBy(50 - 30).minusMillis(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(least);
    }

    @Test
    void songThatIsAtHand_doesNotWaitForAnothersTurn_andTheOthersDoWithoutLosingAnAttempt() throws IOException {
        Path file = song("../elsewhere.wav", "Whatever", "Anybody", 3);
        song("a.wav", "Dreams of Copper", "The Tin Men", 3);
        deploy(List.of("library", "command"), List.of("/bin/cp", file.toString(), "{file}"), Map.of("command", 1));
        assertThat(ended(submit(track("Rust Never", "Iron", 3.0))).state()).isEqualTo(JobState.COMPLETED);

        Track atHand = track("Dreams of Copper", "The Tin Men", 3.0);
        assertThat(ended(submit(atHand)).state()).isEqualTo(JobState.COMPLETED);
        assertThat(Objects.requireNonNull(sources(atHand).chosen()).provider()).isEqualTo("library");

        Job job = submit(track("Tin Sleeps", "Iron", 3.0));
        Job waiting = Awaitility.await().atMost(PATIENCE).until(() -> now(job), one -> one.error() != null);
        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.attempt()).isZero();
        assertThat(Objects.requireNonNull(waiting.error()).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    private void assertNothingLeft() {
        Path scratch = services.folder().resolve("library/scratch");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            try (Stream<Path> all = Files.walk(scratch)) {
                assertThat(all.filter(Files::isRegularFile)).isEmpty();
            }
        });
    }
}
