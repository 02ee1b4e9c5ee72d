package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.fetch.FakeSource;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.Future;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verticle with real PostgreSQL, Redis, bus, blob store and ffmpeg. */
class DownloadVerticleTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final byte[] WAV =
            new TaggedWav(2.0).title("Title").artist("Artist").album("Album").bytes();
    private static final byte[] TEXT = "this is no audio at all".repeat(100).getBytes(StandardCharsets.US_ASCII);

    private FakeSource source;
    private String deployment = "";

    @BeforeEach
    void deploy() {
        source = new FakeSource(services.vertx(), request -> {
            switch (String.valueOf(request.path())) {
                case "/song.wav" -> FakeSource.audio(request, WAV);
                case "/text" -> FakeSource.audio(request, TEXT);
                case "/endless" -> FakeSource.endless(request);
                case "/feed" ->
                    request.response()
                            .putHeader("Content-Type", "application/rss+xml")
                            .end("<rss><channel><title>Show</title><item><title>Episode</title><enclosure url='"
                                    + source.url("/song.wav") + "' type='audio/wav'/></item></channel></rss>");
                default -> request.response().setStatusCode(404).end();
            }
        });
        FetchLimits fetch = new FetchLimits(Long.MAX_VALUE, Duration.ofMinutes(1), Duration.ofSeconds(20), 5);
        DownloadConfig config = new DownloadConfig(fetch, MediaLimits.ofMinutes(1), Set.of(source.authority()), 2);
        Ffmpeg ffmpeg = BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));
        RunnerConfig runner =
                new RunnerConfig("test", 2, Duration.ofMillis(50), Duration.ofSeconds(30), RetryPolicy.attempts(1));
        deployment = await(services.vertx()
                .deployVerticle(new DownloadVerticle(new DownloadVerticle.Parts(
                        config,
                        ffmpeg,
                        services.bus(),
                        services.jobs(),
                        services.catalog(),
                        services.blobs(),
                        runner,
                        new LocalBuckets()))));
    }

    @AfterEach
    void undeploy() {
        await(services.vertx().undeploy(deployment));
        source.close();
    }

    private String stage(byte[] content) throws IOException {
        String key = AssetKeys.staged(TrackId.random());
        Path file = Files.write(services.folder().resolve("upload-" + UUID.randomUUID()), content);
        await(services.blobs().adopt(file, key));
        return key;
    }

    private Job submit(Track track, AudioSource from) {
        JobPlan plan = new JobPlan(List.of(new JobPlan.Step("download", new DownloadAudio(from), Set.of())));
        return await(services.database()
                        .inTransaction(tx -> services.jobs().submit(tx, OwnerId.LOCAL, track.id(), plan)))
                .get(0);
    }

    private Job ended(Job job) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> await(services.jobs().find(job.id())).orElseThrow(), now -> now.state()
                        .terminal());
    }

    private void assertFailed(Job job, ErrorCode code) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(Objects.requireNonNull(job.error()).code()).isEqualTo(code);
    }

    /** Waits for the clean-up that may follow the last row. */
    private void assertNothingLeft(Track track) {
        Path library = services.folder().resolve("library");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(filesBelow(library.resolve("scratch"))).isEmpty();
            assertThat(filesBelow(library.resolve("blobs").resolve(AssetKeys.folder(track.id()))))
                    .isEmpty();
        });
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Asset newest(Track track, AssetRole role) {
        return await(services.catalog().newest(track.id(), role)).orElseThrow();
    }

    private Future<MediaInfo> ask(String key) {
        return services.bus().ask(ProbeUpload.PROBE_UPLOAD, new ProbeUpload(key), Duration.ofSeconds(20));
    }

    private static void assertRefused(Future<?> answer, ErrorCode code) {
        assertThatThrownBy(() -> await(answer))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(code));
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void tagsAndPicture_areKeptWithTheTrack() throws Exception {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", picture))
                .isTrue();
        byte[] wav = new TaggedWav(2.0)
                .title("Title")
                .artist("Artist")
                .picture(picture.toByteArray())
                .bytes();
        Track track = services.newTrack("song");

        Job job = ended(submit(track, AudioSource.upload(stage(wav), "song.wav")));

        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.COMPLETED);
        MediaFacts facts =
                await(services.catalog().mediaOf(List.of(track.id()))).get(track.id());
        assertThat(facts)
                .isEqualTo(new MediaFacts(
                        "wav", "pcm_s16le", 44_100, 2, 2.0, wav.length, Map.of("title", "Title", "artist", "Artist")));
        Asset cover = newest(track, AssetRole.COVER);
        assertThat(cover.contentType()).isEqualTo("image/png");
        assertThat(cover.sha256()).isEqualTo(sha256(picture.toByteArray()));
        assertThat(await(services.blobs().local(cover.key()))).hasBinaryContent(picture.toByteArray());
    }

    @Test
    void upload_wav_keepsTheOriginalAndDecodesItOnce() throws Exception {
        Track track = services.newTrack("my song");
        String staged = stage(WAV);

        Job job = ended(submit(track, AudioSource.upload(staged, "my song.mp3")));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        Asset original = newest(track, AssetRole.ORIGINAL);
        assertThat(original.name()).isEqualTo("original.wav");
        assertThat(original.contentType()).isEqualTo("audio/wav");
        assertThat(original.bytes()).isEqualTo(WAV.length);
        assertThat(original.sha256()).isEqualTo(sha256(WAV));
        assertThat(original.duration()).isEqualTo(2.0);
        assertThat(await(services.blobs().local(original.key()))).hasBinaryContent(WAV);
        Asset canonical = newest(track, AssetRole.CANONICAL);
        byte[] decoded = Files.readAllBytes(await(services.blobs().local(canonical.key())));
        assertThat(decoded).hasSize(2 * 44_100 * 2 * Float.BYTES);
        assertThat(canonical.bytes()).isEqualTo(decoded.length);
        assertThat(canonical.sha256()).isEqualTo(sha256(decoded));
    }

    @Test
    void upload_taggedFile_namesTheTrackAndGivesUpTheStagedFile() throws Exception {
        Track track = services.newTrack("my song");
        String staged = stage(WAV);

        ended(submit(track, AudioSource.upload(staged, "my song.mp3")));

        Track now = await(services.catalog().find(track.id())).orElseThrow();
        assertThat(List.of(now.name(), String.valueOf(now.artist()), String.valueOf(now.album())))
                .containsExactly("Title", "Artist", "Album");
        assertThat(now.duration()).isEqualTo(2.0);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertRefused(services.blobs().local(staged), ErrorCode.NOT_FOUND);
            assertThat(filesBelow(services.folder().resolve("library/scratch"))).isEmpty();
        });
    }

    @Test
    void upload_noAudio_failsAndLeavesNothing() throws Exception {
        Track track = services.newTrack("x");
        String staged = stage(TEXT);

        assertFailed(ended(submit(track, AudioSource.upload(staged, "x.mp3"))), ErrorCode.UNSUPPORTED_MEDIA);

        assertNothingLeft(track);
        assertThatThrownBy(() -> await(services.blobs().local(staged))).hasMessageContaining("no blob");
    }

    @Test
    void upload_unknownKey_isNotFound() {
        Track track = services.newTrack("x");

        assertFailed(
                ended(submit(track, AudioSource.upload(AssetKeys.staged(TrackId.random()), "x"))), ErrorCode.NOT_FOUND);
    }

    @Test
    void url_audioFile_isFetchedAndDecoded() {
        Track track = services.newTrack("song");

        Job job = ended(submit(track, AudioSource.url(source.url("/song.wav"))));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(newest(track, AssetRole.ORIGINAL).bytes()).isEqualTo(WAV.length);
        assertThat(await(services.catalog().find(track.id())).orElseThrow().name())
                .isEqualTo("Title");
    }

    @Test
    void url_fileThatOnlyClaimsToBeAudio_failsAndLeavesNothing() {
        Track track = services.newTrack("x");

        assertFailed(ended(submit(track, AudioSource.url(source.url("/text")))), ErrorCode.UNSUPPORTED_MEDIA);

        assertNothingLeft(track);
    }

    @Test
    void url_podcast_offersItsEpisodes_andFetchesTheOneChosen() {
        Track track = services.newTrack("show");
        Job job = submit(track, AudioSource.url(source.url("/feed")));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> await(
                        services.jobs().find(job.id()))
                .orElseThrow()
                .stage()
                .equals("choosing"));
        SourceCandidate episode = await(services.catalog().sources().find(track.id()))
                .orElseThrow()
                .candidates()
                .get(0);
        assertThat(episode.title()).isEqualTo("Episode");

        await(services.database().inTransaction(tx -> services.catalog()
                .sources()
                .order(tx, track.id(), null, new SourceOrder(episode, null))
                .compose(done -> services.jobs().unpark(tx, job.id()))));

        assertThat(ended(job).state()).isEqualTo(JobState.COMPLETED);
        assertThat(newest(track, AssetRole.ORIGINAL).bytes()).isEqualTo(WAV.length);
    }

    @Test
    void url_deadLink_isRefusedByTheSource() {
        Track track = services.newTrack("x");

        assertFailed(ended(submit(track, AudioSource.url(source.url("/gone")))), ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void url_privateAddress_isRefused() {
        Track track = services.newTrack("x");

        assertFailed(
                ended(submit(track, AudioSource.url("http://169.254.169.254/latest/meta-data/"))),
                ErrorCode.ADDRESS_REFUSED);
    }

    @Test
    void url_cancelledWhileItFlows_hangsUpAndLeavesNothing() {
        Track track = services.newTrack("x");
        Job job = submit(track, AudioSource.url(source.url("/endless")));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !filesBelow(
                        services.folder().resolve("library/scratch"))
                .isEmpty());

        await(services.jobs().cancel(job.id()));

        assertThat(ended(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
        assertNothingLeft(track);
    }

    @Test
    void match_anyLink_saysWhatIsKnownAndWhatIsMissing() {
        Track track = services.newTrack("Known Title");

        Job job = ended(submit(track, AudioSource.match("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC")));

        assertFailed(job, ErrorCode.NO_PROVIDER);
        Failure error = Objects.requireNonNull(job.error());
        assertThat(error.message()).contains("'Known Title'").contains("upload the file or give a direct link");
    }

    @Test
    void probe_wav_tellsWhatItIs() throws IOException {
        MediaInfo info = await(ask(stage(WAV)));

        assertThat(info.container()).isEqualTo("wav");
        assertThat(info.sampleRate()).isEqualTo(44_100);
        assertThat(info.channels()).isEqualTo(2);
    }

    @Test
    void probe_noAudio_isUnsupportedAcrossTheBus() throws IOException {
        assertRefused(ask(stage(TEXT)), ErrorCode.UNSUPPORTED_MEDIA);
    }

    @Test
    void probe_audioLongerThanTheLimit_isTooLong() throws IOException {
        assertRefused(ask(stage(new TaggedWav(61).bytes())), ErrorCode.MEDIA_TOO_LONG);
    }

    @Test
    void probe_unknownKey_isNotFound() {
        assertRefused(ask(AssetKeys.staged(TrackId.random())), ErrorCode.NOT_FOUND);
    }
}
