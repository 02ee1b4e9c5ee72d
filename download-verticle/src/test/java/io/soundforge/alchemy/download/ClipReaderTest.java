package io.soundforge.alchemy.download;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.fetch.AddressGuard;
import io.soundforge.alchemy.download.fetch.FakeSource;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.download.fetch.HostResolver;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips from a server that behaves well and badly, with real sockets and the real ffmpeg. */
class ClipReaderTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @TempDir
    static Path folder;

    private static final AtomicInteger visitors = new AtomicInteger();

    private static byte[] clip;
    private static FakeSource elsewhere;
    private static FakeSource server;
    private static ClipReader reader;

    @BeforeAll
    static void serve() throws IOException {
        clip = Files.readAllBytes(
                MadeSong.studio(1, 20).write(folder.resolve("clip.mp3"), "-ss 4 -t 12 -c:a libmp3lame -b:a 96k"));
        elsewhere = new FakeSource(services.vertx(), request -> {
            visitors.incrementAndGet();
            FakeSource.audio(request, clip);
        });
        server = new FakeSource(services.vertx(), ClipReaderTest::answer);
        WorkerExecutor workers = services.vertx().createSharedWorkerExecutor("test-clips", 2);
        GuardedFetcher fetcher = new GuardedFetcher(
                services.vertx(),
                services.vertx().createHttpClient(GuardedFetcher.options(), GuardedFetcher.pool()),
                new AddressGuard(Set.of(server.authority())),
                HostResolver.system(workers),
                FetchLimits.ofBytes(DownloadConfig.DEFAULT_MAX_BYTES));
        reader = new ClipReader(fetcher, MadeSong.ffmpeg(), services.blobs(), workers);
    }

    @AfterAll
    static void close() {
        server.close();
        elsewhere.close();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/clip" -> FakeSource.audio(request, clip);
            case "/html" ->
                request.response().putHeader("Content-Type", "text/html").end("<html>Not here</html>");
            case "/noise" -> FakeSource.audio(request, "no audio, whatever its type".getBytes(StandardCharsets.UTF_8));
            case "/short" -> FakeSource.audio(request, new TaggedWav(3).bytes());
            case "/long" -> FakeSource.audio(request, silence(91));
            case "/silence" -> FakeSource.audio(request, silence(20));
            case "/endless" -> FakeSource.endless(request);
            case "/huge" ->
                request.response().putHeader("Content-Length", "2000001").write(Buffer.buffer("ID3"));
            case "/away" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", elsewhere.url("/clip"))
                        .end();
            case "/silent" -> {}
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** 8 bits, 8 kHz, mono: long but small. */
    private static byte[] silence(int seconds) {
        byte[] wav = new byte[44 + 8000 * seconds];
        Arrays.fill(wav, (byte) 128);
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(wav.length - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(8000)
                .putShort((short) 1)
                .putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(wav.length - 44);
        return wav;
    }

    @Test
    void clip_isKnownByItsFingerprint() {
        Fingerprint print = await(reader.read(server.url("/clip")));

        assertThat(print.mute()).isFalse();
        assertThat(print.bytes().length).isBetween(4 * 11 * 40, 4 * 12 * 44);
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "/gone, SOURCE_REFUSED",
        "/html, SOURCE_REFUSED",
        "/noise, UNSUPPORTED_MEDIA",
        "/short, CORRUPT_AUDIO",
        "/silence, CORRUPT_AUDIO",
        "/long, MEDIA_TOO_LONG",
        "/endless, BODY_TOO_LARGE",
        "/huge, BODY_TOO_LARGE",
        "/away, ADDRESS_REFUSED",
        "/silent, TIMEOUT",
    })
    void anythingElse_isNoClip(String path, ErrorCode code) {
        Future<Fingerprint> reading = reader.read(server.url(path));

        assertThatThrownBy(() -> await(reading))
                .satisfies(error -> assertThat(AlchemyException.failureOf(error).code())
                        .as(error.getMessage())
                        .isEqualTo(code));
        assertThat(visitors).hasValue(0);
        assertNothingLeft();
    }

    private static void assertNothingLeft() {
        try (Stream<Path> all = Files.walk(services.folder().resolve("library/scratch"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
