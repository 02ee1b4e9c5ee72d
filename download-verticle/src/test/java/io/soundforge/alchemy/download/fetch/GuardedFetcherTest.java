package io.soundforge.alchemy.download.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetcherTest {
    private static final FetchLimits LIMITS =
            new FetchLimits(1_000_000, Duration.ofSeconds(20), Duration.ofSeconds(10), 5);
    private static final FetchLimits IMPATIENT =
            new FetchLimits(1_000_000, Duration.ofSeconds(20), Duration.ofMillis(300), 5);
    private static final HostResolver LOOPBACK =
            host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
    private static final TransferProgress NO_PROGRESS = (received, expected) -> {};

    @TempDir
    Path folder;

    private static Vertx vertx;

    private final HttpClientOptions options = GuardedFetcher.options();
    private final List<FakeSource> sources = new ArrayList<>();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().await();
    }

    @AfterEach
    void closeSources() {
        sources.forEach(FakeSource::close);
    }

    private FakeSource serve(Handler<HttpServerRequest> behaviour) {
        return serve(new HttpServerOptions(), behaviour);
    }

    private FakeSource serve(HttpServerOptions serving, Handler<HttpServerRequest> behaviour) {
        FakeSource source = new FakeSource(vertx, serving, behaviour);
        sources.add(source);
        return source;
    }

    private GuardedFetcher fetcher(Set<String> allowed, FetchLimits limits) {
        var client = vertx.createHttpClient(options, GuardedFetcher.pool());
        return new GuardedFetcher(vertx, client, new AddressGuard(allowed), LOOPBACK, limits);
    }

    private Path target() {
        return folder.resolve("original");
    }

    private Future<Long> fetch(FakeSource source, String path) {
        return fetch(source, path, LIMITS);
    }

    private Future<Long> fetch(FakeSource source, String path, FetchLimits limits) {
        return fetcher(Set.of(source.authority()), limits).fetch(source.url(path), target(), NO_PROGRESS, stop -> {});
    }

    private static String expectFailure(Future<?> future, ErrorCode code) {
        assertThatThrownBy(() -> future.await(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(code));
        return AlchemyException.failureOf(future.cause()).message();
    }

    @Test
    void fetch_aFile_bringsItsBytesAndItsProgress() throws IOException {
        byte[] body = new byte[300_000];
        new Random(7).nextBytes(body);
        FakeSource source = serve(request -> FakeSource.audio(request, body));
        List<Long> received = new ArrayList<>();

        long bytes = fetcher(Set.of(source.authority()), LIMITS)
                .fetch(
                        source.url("/a b.wav"),
                        target(),
                        (now, expected) -> {
                            assertThat(expected).isEqualTo(body.length);
                            received.add(now);
                        },
                        stop -> {})
                .await();

        assertThat(bytes).isEqualTo(body.length);
        assertThat(Files.readAllBytes(target())).isEqualTo(body);
        assertThat(received).isSorted().endsWith((long) body.length);
    }

    @Test
    void fetch_chunkedFile_isTakenWithoutALength() throws IOException {
        FakeSource source = serve(request -> {
            request.response().setChunked(true).write(Buffer.buffer("one"));
            request.response().end(Buffer.buffer("two"));
        });

        assertThat(fetch(source, "/x").await()).isEqualTo(6);
        assertThat(Files.readString(target())).isEqualTo("onetwo");
    }

    @Test
    void fetch_loopbackThatIsNotAllowed_isRefusedWithoutConnecting() {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[10]));

        expectFailure(
                fetcher(Set.of(), LIMITS).fetch(source.url("/x"), target(), NO_PROGRESS, stop -> {}),
                ErrorCode.ADDRESS_REFUSED);

        assertThat(source.hosts()).isEmpty();
    }

    @Test
    void fetch_nameThatResolvesToLoopback_isRefusedWithoutConnecting() {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[10]));

        expectFailure(
                fetcher(Set.of(source.authority()), LIMITS)
                        .fetch(source.urlOf("music.example", "/x"), target(), NO_PROGRESS, stop -> {}),
                ErrorCode.ADDRESS_REFUSED);

        assertThat(source.hosts()).isEmpty();
    }

    @Test
    void fetch_nameThatLeadsElsewhereWithEveryLook_isLookedUpOnceAndAnsweredFromThere() throws Exception {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[10]));
        List<InetAddress> answers = List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName("127.0.0.2"));
        AtomicInteger looks = new AtomicInteger();
        HostResolver rebinding =
                host -> Future.succeededFuture(List.of(answers.get(Math.min(1, looks.getAndIncrement()))));
        GuardedFetcher fetcher = new GuardedFetcher(
                vertx,
                vertx.createHttpClient(options, GuardedFetcher.pool()),
                new AddressGuard(Set.of("music.example:" + source.port())),
                rebinding,
                LIMITS);

        long bytes = fetcher.fetch(source.urlOf("music.example", "/x"), target(), NO_PROGRESS, stop -> {})
                .await();

        assertThat(bytes).isEqualTo(10);
        assertThat(looks).hasValue(1);
    }

    @Test
    void fetch_redirectBackToANameThatNowLeadsInside_isRefusedWithoutConnectingAgain() throws Exception {
        FakeSource inside = serve(request -> FakeSource.audio(request, new byte[10]));
        FakeSource source = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", inside.urlOf("music.example", "/x"))
                .end());
        AtomicInteger looks = new AtomicInteger();
        HostResolver counting = host -> {
            looks.incrementAndGet();
            return Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        };
        GuardedFetcher fetcher = new GuardedFetcher(
                vertx,
                vertx.createHttpClient(options, GuardedFetcher.pool()),
                new AddressGuard(Set.of("music.example:" + source.port())),
                counting,
                LIMITS);

        expectFailure(
                fetcher.fetch(source.urlOf("music.example", "/x"), target(), NO_PROGRESS, stop -> {}),
                ErrorCode.ADDRESS_REFUSED);

        assertThat(looks).hasValue(2);
        assertThat(inside.hosts()).isEmpty();
    }

    @Test
    void fetch_aName_connectsToTheCheckedAddressAndSendsTheName() {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[10]));
        String authority = "music.example:" + source.port();

        // The system knows no such name: only the address that the guard has seen can have been used.
        long bytes = fetcher(Set.of(authority), LIMITS)
                .fetch(source.urlOf("music.example", "/x"), target(), NO_PROGRESS, stop -> {})
                .await();

        assertThat(bytes).isEqualTo(10);
        assertThat(source.hosts()).containsExactly(authority);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void fetch_redirectToAnAllowedAddress_isFollowed(int status) {
        FakeSource source = serve(request -> {
            if (request.path().equals("/moved")) {
                request.response()
                        .setStatusCode(status)
                        .putHeader("Location", "/x")
                        .end();
            } else {
                FakeSource.audio(request, new byte[10]);
            }
        });

        assertThat(fetch(source, "/moved").await()).isEqualTo(10);
    }

    /** The last two as servers write them that do not escape: in UTF-8, and with signs that no link has. */
    @ParameterizedTest
    @CsvSource({
        "/a/b, ?token=1, /a/b?token=1",
        "/a/b?old=1, '', /a/b?old=1",
        "/a/b?old=1, '#there', /a/b?old=1",
        "/a/b, c, /a/c",
        "/a/b, '/m\u00c3\u00basica', /m%C3%BAsica",
        "/a/b, /x|{y}, /x%7C%7By%7D"
    })
    void fetch_redirectInAnyForm_leadsWhereBrowsersGo(String path, String location, String expected) {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        FakeSource source = serve(request -> {
            if (asked.isEmpty()) {
                asked.add("");
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", location)
                        .end();
            } else {
                asked.add(request.uri());
                FakeSource.audio(request, new byte[10]);
            }
        });

        assertThat(fetch(source, path).await()).isEqualTo(10);
        assertThat(asked).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'SSH-2.0-OpenSSH_9\r\n', does not answer as HTTP asks for",
        "'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', does not answer as HTTP asks for",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc', does not answer as HTTP asks for",
        "'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc', broke off",
        "'', broke off"
    })
    void fetch_answerThatIsNone_saysWhatIsWrong(String answer, String message) {
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(asked -> {
                    socket.handler(more -> {});
                    socket.write(answer.translateEscapes()).onComplete(sent -> socket.close());
                }))
                .listen(0, "127.0.0.1")
                .await();
        String authority = "127.0.0.1:" + server.actualPort();

        Future<Long> fetch = fetcher(Set.of(authority), LIMITS)
                .fetch("http://" + authority + "/x", target(), NO_PROGRESS, stop -> {});

        assertThat(expectFailure(fetch, ErrorCode.SOURCE_UNAVAILABLE)).contains(message);
        server.close().await();
    }

    @Test
    void fetch_redirectToAPrivateAddress_isRefusedWithoutConnecting() {
        FakeSource inside = serve(request -> FakeSource.audio(request, new byte[10]));
        FakeSource source = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", inside.url("/secret"))
                .end());

        expectFailure(fetch(source, "/x"), ErrorCode.ADDRESS_REFUSED);

        assertThat(inside.hosts()).isEmpty();
        assertThat(target()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/, ADDRESS_REFUSED",
        "http://2130706433/, ADDRESS_REFUSED",
        "file:///etc/passwd, ADDRESS_REFUSED",
        "'http://[::ffff:127.0.0.1]/', ADDRESS_REFUSED",
        "http://exa mple/\\, INVALID_REQUEST"
    })
    void fetch_redirectToATrick_isRefused(String location, ErrorCode code) {
        FakeSource source = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", location)
                .end());

        expectFailure(fetch(source, "/x"), code);
    }

    @Test
    void fetch_redirectsInACircle_endAfterFive() {
        AtomicInteger visits = new AtomicInteger();
        FakeSource source = serve(request -> {
            visits.incrementAndGet();
            request.response().setStatusCode(302).putHeader("Location", "/x").end();
        });

        assertThat(expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_REFUSED)).contains("5 times");
        assertThat(visits).hasValue(6);
    }

    @ParameterizedTest
    @CsvSource({
        "400, SOURCE_REFUSED",
        "401, SOURCE_REFUSED",
        "403, SOURCE_REFUSED",
        "404, SOURCE_REFUSED",
        "410, SOURCE_REFUSED",
        "204, SOURCE_REFUSED",
        "206, SOURCE_REFUSED",
        "302, SOURCE_REFUSED",
        "429, RATE_LIMITED",
        "500, SOURCE_UNAVAILABLE",
        "503, SOURCE_UNAVAILABLE"
    })
    void fetch_otherStatus_becomesItsCode(int status, ErrorCode code) {
        FakeSource source =
                serve(request -> request.response().setStatusCode(status).end());

        assertThat(expectFailure(fetch(source, "/x"), code)).contains(Integer.toString(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "Text/HTML; charset=utf-8", "application/xhtml+xml"})
    void fetch_webPage_isRefusedBeforeItsBody(String type) {
        FakeSource source = serve(request -> {
            request.response().putHeader("Content-Type", type).setChunked(true);
            request.response().write("<html>"); // and never more
        });

        assertThat(expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_REFUSED)).contains("web page");
        assertThat(target()).doesNotExist();
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void fetch_compressedAnswer_isRefused() {
        FakeSource source = serve(request ->
                request.response().putHeader("Content-Encoding", "gzip").end("x"));

        expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void fetch_emptyFile_isRefused() {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[0]));

        assertThat(expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_REFUSED)).contains("empty");
    }

    @Test
    void fetch_announcedSizeAboveTheLimit_isRefusedAtOnce() {
        FakeSource source = serve(request -> {
            request.response().putHeader("Content-Length", "1000001");
            request.response().writeHead();
        });

        assertThat(expectFailure(fetch(source, "/x"), ErrorCode.BODY_TOO_LARGE)).contains("1000000");
        assertThat(target()).doesNotExist();
    }

    @Test
    void fetch_endlessStream_isCutAtTheLimit() throws IOException {
        FakeSource source = serve(FakeSource::endless);

        expectFailure(fetch(source, "/x"), ErrorCode.BODY_TOO_LARGE);

        assertThat(Files.size(target())).isLessThanOrEqualTo(LIMITS.maxBytes());
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void fetch_exactlyTheLimit_isTaken() {
        FakeSource source = serve(request -> FakeSource.audio(request, new byte[1_000_000]));

        assertThat(fetch(source, "/x").await()).isEqualTo(1_000_000);
    }

    @Test
    void fetch_connectionCutInTheMiddle_isUnavailable() {
        FakeSource source = serve(request -> {
            request.response().putHeader("Content-Length", "1000");
            request.response().write(Buffer.buffer(new byte[500])).onComplete(sent -> request.connection()
                    .close());
        });

        expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void fetch_silentServer_endsAfterTheIdleTime() {
        FakeSource source = serve(request -> {});

        expectFailure(fetch(source, "/x", IMPATIENT), ErrorCode.TIMEOUT);
    }

    @Test
    void fetch_bodyThatStalls_endsAfterTheIdleTime() {
        FakeSource source = serve(request -> {
            request.response().setChunked(true).write(Buffer.buffer(new byte[100]));
        });

        expectFailure(fetch(source, "/x", IMPATIENT), ErrorCode.TIMEOUT);
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void fetch_dripThatNeverPauses_endsAtTheDeadline() {
        FakeSource source = serve(request -> {
            request.response().setChunked(true);
            request.response().exceptionHandler(clientGone -> {});
            long timer = vertx.setPeriodic(50, tick -> request.response().write(Buffer.buffer("x")));
            request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
        });
        FetchLimits brief = new FetchLimits(1_000_000, Duration.ofSeconds(1), Duration.ofMillis(500), 5);

        assertThat(expectFailure(fetch(source, "/x", brief), ErrorCode.TIMEOUT)).contains("within 1 s");
    }

    @Test
    void fetch_nobodyListens_isUnavailable() {
        FakeSource source = serve(request -> {});
        source.close();

        expectFailure(fetch(source, "/x"), ErrorCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void fetch_stopped_endsAtOnceAndHangsUp() {
        FakeSource source = serve(FakeSource::endless);
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        FetchLimits huge = new FetchLimits(Long.MAX_VALUE, Duration.ofMinutes(5), Duration.ofSeconds(30), 5);
        Future<Long> fetch = fetcher(Set.of(source.authority()), huge)
                .fetch(
                        source.url("/x"),
                        target(),
                        (received, expected) -> {
                            if (received > 200_000) {
                                Objects.requireNonNull(stop.get()).run();
                            }
                        },
                        stop::set);

        expectFailure(fetch, ErrorCode.CANCELLED);
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void fetch_stoppedBeforeItsStart_neverConnects() {
        FakeSource source = serve(FakeSource::endless);

        Future<Long> fetch = fetcher(Set.of(source.authority()), LIMITS)
                .fetch(source.url("/x"), target(), NO_PROGRESS, Runnable::run);

        expectFailure(fetch, ErrorCode.CANCELLED);
    }

    @Test
    void fetch_progressThrowsCancellation_endsAsCancelled() {
        FakeSource source = serve(FakeSource::endless);

        Future<Long> fetch = fetcher(Set.of(source.authority()), LIMITS)
                .fetch(
                        source.url("/x"),
                        target(),
                        (received, expected) -> {
                            throw new CancellationException("the attempt must stop");
                        },
                        stop -> {});

        expectFailure(fetch, ErrorCode.CANCELLED);
        assertThat(source.clientLeft()).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void fetch_certificateOfTheName_isAccepted() {
        options.setTrustOptions(certificate());
        FakeSource source = serve(tls(), request -> FakeSource.audio(request, new byte[10]));

        assertThat(fetchByName(source, "music.example").await()).isEqualTo(10);
    }

    @Test
    void fetch_certificateOfAnotherName_isUnavailable() {
        options.setTrustOptions(certificate());
        FakeSource source = serve(tls(), request -> FakeSource.audio(request, new byte[10]));

        assertThat(expectFailure(fetchByName(source, "other.example"), ErrorCode.SOURCE_UNAVAILABLE))
                .contains("TLS");
    }

    @Test
    void fetch_certificateOfNobodyWeTrust_isUnavailable() {
        FakeSource source = serve(tls(), request -> FakeSource.audio(request, new byte[10]));

        assertThat(expectFailure(fetchByName(source, "music.example"), ErrorCode.SOURCE_UNAVAILABLE))
                .contains("TLS");
    }

    private Future<Long> fetchByName(FakeSource source, String host) {
        return fetcher(Set.of(host + ":" + source.port()), LIMITS)
                .fetch(source.urlOf(host, "/x"), target(), NO_PROGRESS, stop -> {});
    }

    private static HttpServerOptions tls() {
        return new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate());
    }

    /** Self-signed for music.example, made for these tests. */
    private static PfxOptions certificate() {
        return new PfxOptions().setPath("tls/music.example.p12").setPassword("changeit");
    }
}
