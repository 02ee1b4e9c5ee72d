package io.soundforge.alchemy.download.provider;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.TaggedWav;
import io.soundforge.alchemy.download.fetch.AddressGuard;
import io.soundforge.alchemy.download.fetch.FakeSource;
import io.soundforge.alchemy.download.fetch.GuardedProxy;
import io.soundforge.alchemy.download.fetch.HostResolver;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.ytdlp.YtDlpProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed yt-dlp, its generic extractor and a server on this machine. */
@Tag("ytdlp")
class RealYtDlpTest {
    private static final byte[] WAV = new TaggedWav(2).title("T").artist("A").bytes();
    private static final Wanted SONG = new Wanted("T", List.of("A"), "", Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private FakeSource source;
    private YtDlpProvider provider;

    @BeforeEach
    void open() {
        source = new FakeSource(vertx, request -> {
            switch (String.valueOf(request.path())) {
                case "/song.wav" -> FakeSource.audio(request, WAV);
                case "/away" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "http://169.254.169.254/latest/meta-data/song.wav")
                            .end();
                case "/page" ->
                    request.response()
                            .putHeader("Content-Type", "text/html")
                            .end(
                                    "<html><head><title>x</title></head><body><audio src=\"/song.wav\"></audio></body></html>");
                case "/many" ->
                    request.response()
                            .putHeader("Content-Type", "text/html")
                            .end("<html><head><title>`touch owned` \u202E../../x</title></head><body>"
                                    + "<audio src='/song.wav'></audio><audio src='/other.wav'></audio></body></html>");
                case "/empty.wav" ->
                    request.response().putHeader("Content-Type", "audio/wav").end(Buffer.buffer());
                case "/busy.wav" -> request.response().setStatusCode(429).end();
                default -> request.response().setStatusCode(404).end();
            }
        });
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("test", 2);
        GuardedProxy proxy =
                new GuardedProxy(vertx, new AddressGuard(Set.of(source.authority())), HostResolver.system(workers));
        await(proxy.start());
        provider = new YtDlpProvider(
                Path.of("/usr/bin/yt-dlp"),
                null,
                proxy::url,
                ProgramLimits.fetching(10_000_000),
                new Blocking(workers));
    }

    @AfterEach
    void close() {
        source.close();
        await(vertx.close());
    }

    private Future<Path> fetch(String url) {
        return provider.fetch(new Offer(YtDlpProvider.NAME, url, url, null), SONG, folder, new TestWatch());
    }

    private void assertFails(String url, ErrorCode code) {
        assertThatThrownBy(() -> await(fetch(url)))
                .isInstanceOfSatisfying(
                        AlchemyException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }

    @Test
    void directFile_isFetchedAsItIs_withProgress() {
        TestWatch watch = new TestWatch();
        String url = source.url("/song.wav");

        Path file = await(provider.fetch(new Offer(YtDlpProvider.NAME, url, url, null), SONG, folder, watch));

        assertThat(file).hasBinaryContent(WAV);
        assertThat(watch.heard()).isNotEmpty().last().isEqualTo(1.0);
    }

    @Test
    void pageWithAudio_isUnderstood() {
        assertThat(await(fetch(source.url("/page")))).hasBinaryContent(WAV);
    }

    @Test
    void pageWithSeveralRecordings_andATitleOfTricks_givesTheFirst() throws IOException {
        assertThat(await(fetch(source.url("/many")))).hasBinaryContent(WAV);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("audio.wav"));
        }
    }

    @Test
    void whatLeadsToPrivateAddresses_isRefused() {
        assertFails(source.url("/away"), ErrorCode.SOURCE_REFUSED);
        assertFails("http://127.0.0.1:9/song.wav", ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void missingEmptyAndBusy_areToldApart() {
        assertFails(source.url("/none.wav"), ErrorCode.SOURCE_REFUSED);
        assertFails(source.url("/busy.wav"), ErrorCode.RATE_LIMITED);
        assertThatThrownBy(() -> await(fetch(source.url("/empty.wav")))).isInstanceOf(AlchemyException.class);
    }

    @Test
    void optionsInLinks_areNoOptions() {
        assertFails("--exec=touch /tmp/owned", ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void health_namesTheVersion() {
        ProviderHealth health = await(provider.health());

        assertThat(health.usable()).isTrue();
        assertThat(health.finding()).startsWith("yt-dlp 20");
    }
}
