package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Files over real HTTP, held against RFC 9110. */
class MediaRoutesTest {
    private static final int LARGE = 64 << 20;

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @TempDir
    Path folder;

    private static GatewayHarness gateway;
    private static StoredTrack track;
    private static String audio;
    private static String tag;
    private static String modified;

    @BeforeAll
    static void deploy() throws Exception {
        gateway = new GatewayHarness(services);
        track = new StoredTrack(services, OwnerId.LOCAL, "Süßes \"Lied\"/歌\u202e");
        track.add(AssetRole.ORIGINAL, "original.wav", "0123456789".getBytes(StandardCharsets.US_ASCII));
        audio = track.path("audio");
        HttpResponse<String> whole = gateway.get(audio);
        tag = whole.headers().firstValue("etag").orElseThrow();
        modified = whole.headers().firstValue("last-modified").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                  |-                                       |200|0123456789",
                "Range=bytes=0-0    |-                                       |206|0",
                "Range=bytes=2-4    |-                                       |206|234",
                "Range=bytes=8-     |-                                       |206|89",
                "Range=bytes=-3     |-                                       |206|789",
                "Range=bytes=-99    |-                                       |206|0123456789",
                "Range=bytes=5-99   |-                                       |206|56789",
                "Range=bytes=10-    |-                                       |416|-",
                "Range=bytes=-0     |-                                       |416|-",
                "Range=bytes=4-2    |-                                       |416|-",
                "Range=bytes=x      |-                                       |200|0123456789",
                "Range=items=0-1    |-                                       |200|0123456789",
                "Range=bytes=0-1,4-5|-                                       |200|0123456789",
                "Range=bytes=0-1    |If-Range={tag}                          |206|01",
                "Range=bytes=0-1    |If-Range=\"other\"                      |200|0123456789",
                "Range=bytes=0-1    |If-Range=W/{tag}                        |200|0123456789",
                "Range=bytes=0-1    |If-Range={modified}                     |206|01",
                "Range=bytes=0-1    |If-Range=Thu, 01 Jan 1970 00:00:00 GMT  |200|0123456789",
                "-                  |If-None-Match={tag}                     |304|-",
                "-                  |If-None-Match=W/{tag}                   |304|-",
                "-                  |If-None-Match=\"other\", {tag}          |304|-",
                "-                  |If-None-Match=*                         |304|-",
                "-                  |If-None-Match=\"other\"                 |200|0123456789",
                "Range=bytes=0-1    |If-None-Match={tag}                     |304|-",
                "-                  |If-Modified-Since={modified}            |304|-",
                "-                  |If-Modified-Since=Thu, 01 Jan 1970 00:00:00 GMT|200|0123456789",
                "-                  |If-Modified-Since=yesterday             |200|0123456789",
            })
    void requestsForParts_areAnsweredByTheBook(String range, String condition, int status, String body)
            throws Exception {
        String[] headers = Stream.of(range, condition)
                .flatMap(Stream::ofNullable)
                .map(String::strip)
                .flatMap(pair -> Stream.of(pair.split("=", 2)))
                .map(part -> part.replace("{tag}", tag).replace("{modified}", modified))
                .toArray(String[]::new);

        HttpResponse<String> answer = gateway.get(audio, headers);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body == null ? "" : body);
        if (status == 416) {
            assertThat(answer.headers().firstValue("content-range")).contains("bytes */10");
        }
    }

    @Test
    void head_hasWhatGetHas_withoutTheBody() throws Exception {
        HttpResponse<String> head =
                gateway.send(gateway.builder(audio, "Range", "bytes=0-1").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("10");
        assertThat(head.headers().firstValue("etag")).contains(tag);
        assertThat(head.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(head.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(head.headers().firstValue("cache-control")).contains("private, max-age=3600");
        assertThat(head.headers().firstValue("content-disposition"))
                .contains("inline; filename=\"Su_es _Lied___.wav\";"
                        + " filename*=UTF-8''S%C3%BC%C3%9Fes%20%5FLied%5F%5F%E6%AD%8C.wav");
    }

    @Test
    void allStems_areOneZip_wholeAndInParts() throws Exception {
        StoredTrack song = new StoredTrack(services, OwnerId.LOCAL, "../Süß");
        byte[] vocals = random(300_000, 1);
        byte[] drums = random(70_000, 2);
        song.add(AssetRole.STEM, "vocals.flac", vocals);
        song.add(AssetRole.STEM, "drums.flac", drums);

        HttpResponse<byte[]> answer = bytes(song.path("stems.zip"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(answer.body().length);
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .contains("filename*=UTF-8''%5FS%C3%BC%C3%9F-stems.zip");
        Path zip = Files.write(folder.resolve("stems.zip"), answer.body());
        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.stream().map(ZipEntry::getName)).containsExactly("_Süß - drums.flac", "_Süß - vocals.flac");
            assertThat(read.getInputStream(read.getEntry("_Süß - vocals.flac")).readAllBytes())
                    .isEqualTo(vocals);
            assertThat(read.getInputStream(read.getEntry("_Süß - drums.flac")).readAllBytes())
                    .isEqualTo(drums);
        }
        assertThat(bytes(song.path("stems.zip")).body()).isEqualTo(answer.body());
        for (int from : new int[] {0, 10, 100, 69_000, 70_100, 370_100}) {
            int to = Math.min(answer.body().length, from + 2000);
            HttpResponse<byte[]> part = bytes(song.path("stems.zip"), "Range", "bytes=" + from + "-" + (to - 1));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).as("from " + from).isEqualTo(Arrays.copyOfRange(answer.body(), from, to));
        }
    }

    @Test
    void zipOfATrackWithoutStems_isNotFound() throws Exception {
        assertThat(gateway.get(track.path("stems.zip")).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/api/tracks/..%2f..%2fetc/stems.zip").statusCode())
                .isEqualTo(404);
    }

    @Test
    void clientThatGoesAway_leavesNoFileOpen_andIsNoError() throws Exception {
        StoredTrack song = new StoredTrack(services, OwnerId.LOCAL, "large");
        Asset original = song.add(AssetRole.ORIGINAL, "original.wav", random(LARGE, 3));
        Asset stem = song.add(AssetRole.STEM, "vocals.wav", random(LARGE, 4));
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
        told.start();
        log.addAppender(told);
        try {
            for (String path : new String[] {song.path("audio"), song.path("stems.zip")}) {
                goAwayAfterTheFirstBytes(path);
            }
            Path originalFile = await(services.blobs().local(original.key())).toRealPath();
            Path stemFile = await(services.blobs().local(stem.key())).toRealPath();
            eventually().untilAsserted(() -> assertThat(openFiles()).doesNotContain(originalFile, stemFile));
            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);
            assertThat(told.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        } finally {
            log.detachAppender(told);
        }
    }

    private static void goAwayAfterTheFirstBytes(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.uri("/").getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(10_000)).hasSize(10_000);
        }
    }

    /** Of this process; empty where the system does not tell. */
    private static Stream<Path> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.map(MediaRoutesTest::target).toList().stream();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closedMeanwhile) {
            return descriptor;
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(gateway.builder(path, headers).GET().build(), BodyHandlers.ofByteArray());
    }
}
