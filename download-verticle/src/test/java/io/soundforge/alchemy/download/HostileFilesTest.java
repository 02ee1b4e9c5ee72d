package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads that are not what they seem, with the real ffmpeg, queue and stores. */
class HostileFilesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String CANARY = "canary-" + UUID.randomUUID();

    /** Rows that end otherwise than as no audio at all. */
    private static final Map<String, ErrorCode> OTHERWISE =
            Map.of("wav-of-nothing", ErrorCode.CORRUPT_AUDIO, "flac-of-2^36-samples", ErrorCode.MEDIA_TOO_LONG);

    private static String deployment = "";

    @BeforeAll
    static void deploy() {
        DownloadConfig config =
                new DownloadConfig(FetchLimits.ofBytes(10_000_000), MediaLimits.ofMinutes(1), Set.of(), 2);
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
                        new LocalBuckets()))));
    }

    @AfterAll
    static void undeploy() {
        await(services.vertx().undeploy(deployment));
    }

    @Test
    void listsOfOtherFiles_areRefused_andWhatTheyNameIsNotRead() throws IOException {
        Path secret = Files.write(
                services.folder().resolve("secret.wav"),
                new TaggedWav(1).title(CANARY).bytes());
        Path words = Files.writeString(services.folder().resolve("secret.txt"), CANARY + "\n");

        assertRefused(HostileFiles.pointingAt(secret));
        assertRefused(HostileFiles.pointingAt(words));
    }

    @Test
    void headersThatLie_areRefused() throws IOException {
        assertRefused(HostileFiles.lying());
    }

    @Test
    void audioWithSomethingElseInIt_isTakenAsAudio_underAnAudioType() throws IOException {
        Map<Track, Job> jobs = submit(HostileFiles.audioAllTheSame());

        for (Map.Entry<Track, Job> one : jobs.entrySet()) {
            Job job = ended(one.getValue());
            assertThat(job.state()).as(one.getKey().name() + " " + job.error()).isEqualTo(JobState.COMPLETED);
            Asset original = await(services.catalog().newest(one.getKey().id(), AssetRole.ORIGINAL))
                    .orElseThrow();
            assertThat(original.contentType()).isEqualTo("audio/wav");
            assertThat(original.name()).isEqualTo("original.wav");
            assertThat(original.duration()).as(one.getKey().name()).isBetween(0.99, 1.8);
        }
    }

    private static void assertRefused(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<Track, Job> one : submit(files).entrySet()) {
            Job job = ended(one.getValue());
            String name = one.getKey().name();
            assertThat(job.state()).as(name).isEqualTo(JobState.FAILED);
            Failure error = Objects.requireNonNull(job.error());
            assertThat(error.code())
                    .as(name + ": " + error.message())
                    .isEqualTo(OTHERWISE.getOrDefault(name, ErrorCode.UNSUPPORTED_MEDIA));
            assertThat(error.message()).as(name).doesNotContain(CANARY).doesNotContain("secret");
            Track after = await(services.catalog().find(one.getKey().id())).orElseThrow();
            assertThat(after.toString()).as(name).doesNotContain(CANARY);
        }
        assertNothingLeft();
    }

    private static Map<Track, Job> submit(Map<String, byte[]> files) throws IOException {
        Map<Track, Job> jobs = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String key = AssetKeys.staged(TrackId.random());
            Path upload = Files.write(services.folder().resolve("upload-" + UUID.randomUUID()), file.getValue());
            await(services.blobs().adopt(upload, key));
            Track track = services.newTrack(file.getKey());
            AudioSource source = AudioSource.upload(key, file.getKey() + ".mp3");
            JobPlan plan = new JobPlan(List.of(new JobPlan.Step("download", new DownloadAudio(source), Set.of())));
            jobs.put(
                    track,
                    await(services.database()
                                    .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                            .get(0));
        }
        return jobs;
    }

    private static Job ended(Job job) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> await(services.jobs().find(job.id())).orElseThrow(), now -> now.state()
                        .terminal());
    }

    /** Refused uploads go, with all that was made of them; the clean-up may follow the last row. */
    private static void assertNothingLeft() {
        Path library = services.folder().resolve("library");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (Stream<Path> all = Files.walk(library)) {
                assertThat(all.filter(Files::isRegularFile).filter(HostileFilesTest::ofARefusedFile))
                        .isEmpty();
            }
        });
    }

    private static boolean ofARefusedFile(Path file) {
        try {
            return file.toString().contains("scratch")
                    || file.toString().contains("staged")
                    || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
