package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests over loopback to receivers of every kind. */
class WebhookSenderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Receiver receiver = new Receiver(VERTX);

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @AfterAll
    static void closeVertx() {
        await(VERTX.close());
    }

    @Test
    void success_isSignedAndHeard() {
        Parcel parcel = Receiver.parcel(receiver.url() + "?a=1");

        ReceiverAnswer answer = send(parcel, LONG);

        assertThat(answer.success()).isTrue();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("thanks");
        long seconds = CLOCK.instant().getEpochSecond();
        assertThat(receiver.heard())
                .containsExactly(new Receiver.Heard(
                        "/in",
                        "msg_1",
                        seconds,
                        WebhookSignature.header("msg_1", seconds, parcel.payload(), parcel.secrets()),
                        parcel.payload()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 429, 500, 502, 503, 504})
    void failures_areToldWithStatusAndText(int status) {
        receiver.answering(status);

        ReceiverAnswer answer = send(Receiver.parcel(receiver.url()), LONG);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo("expected a status from 200 to 299, got " + status);
        assertThat(answer.text()).isEqualTo("status " + status);
    }

    @Test
    void retryAfter_isHeard() {
        receiver.answering(request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "77")
                .end());

        assertThat(send(Receiver.parcel(receiver.url()), LONG).retryAfter()).isEqualTo(Duration.ofSeconds(77));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirects_areFailuresAndNotFollowed(int status) {
        receiver.answering(request -> request.response()
                .setStatusCode(status)
                .putHeader("Location", "http://" + receiver.authority() + "/elsewhere")
                .end());

        ReceiverAnswer answer = send(Receiver.parcel(receiver.url()), LONG);

        assertThat(answer.error()).contains("redirects are not followed");
        assertThat(receiver.heard()).extracting(Receiver.Heard::path).containsExactly("/in");
    }

    @Test
    void noAnswer_endsAtTheDeadline() {
        receiver.answering(request -> {});

        ReceiverAnswer answer = send(Receiver.parcel(receiver.url()), Receiver.SHORT);

        assertThat(answer.status()).isNull();
        assertThat(answer.error()).isEqualTo("no answer within 0.7 s");
    }

    @Test
    void bodyThatNeverEnds_isAnAnswerAllTheSame() {
        receiver.answering(request -> request.response().setChunked(true).write("once upon a time"));

        ReceiverAnswer answer = send(Receiver.parcel(receiver.url()), Receiver.SHORT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.success()).isTrue();
        assertThat(answer.text()).isEqualTo("once upon a time");
    }

    @Test
    void hugeBody_isCutOff() {
        AtomicInteger written = new AtomicInteger();
        receiver.answering(request -> {
            request.response().setStatusCode(500).setChunked(true);
            pour(request.response(), written);
        });

        ReceiverAnswer answer = send(Receiver.parcel(receiver.url()), LONG);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).hasSize(1024);
        assertThat(written.get()).isLessThan(100_000);
    }

    /** A hundred gigabytes, if anybody reads them. */
    private static void pour(io.vertx.core.http.HttpServerResponse response, AtomicInteger written) {
        response.write(Buffer.buffer("x".repeat(1_000_000))).onSuccess(done -> {
            if (written.incrementAndGet() < 100_000) {
                pour(response, written);
            }
        });
    }

    @Test
    void bytesThatAreNoText_areReplaced() {
        receiver.answering(request -> request.response().end(Buffer.buffer(new byte[] {'a', 0, (byte) 0xFF, 'b'})));

        assertThat(send(Receiver.parcel(receiver.url()), LONG).text()).isEqualTo("a\uFFFD\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/9.9 abc\r\n\r\n", "\u0000\u0001\u0002"})
    void garbage_isNoAnswer(String garbage) {
        NetServer server = await(VERTX.createNetServer()
                .connectHandler(socket -> socket.handler(request -> socket.end(Buffer.buffer(garbage))))
                .listen(0, "127.0.0.1"));
        String authority = "127.0.0.1:" + server.actualPort();

        ReceiverAnswer answer =
                await(sender(Receiver.guard(authority), LONG).send(Receiver.parcel("http://" + authority + "/")));

        assertThat(answer.success()).isFalse();
        assertThat(answer.error()).contains("did not answer in HTTP");
        await(server.close());
    }

    @Test
    void nobodyThere_isToldWithoutDetails() {
        NetServer server =
                await(VERTX.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        String authority = "127.0.0.1:" + server.actualPort();
        await(server.close());

        ReceiverAnswer answer =
                await(sender(Receiver.guard(authority), LONG).send(Receiver.parcel("http://" + authority + "/")));

        assertThat(answer.error()).contains("could not be reached");
    }

    @Test
    void nameThatLeadsInsideAtTheSecondLook_isRefusedBeforeAnythingIsSent() {
        AtomicInteger looks = new AtomicInteger();
        DestinationGuard guard = new DestinationGuard(
                Set.of(),
                host -> Future.succeededFuture(
                        List.of(looks.getAndIncrement() == 0 ? address(93, 184, 216, 34) : address(127, 0, 0, 1))));
        String url = "https://rebinding.example.com:" + receiver.authority().split(":", -1)[1] + "/";
        await(guard.check(url));

        ReceiverAnswer answer = await(sender(guard, LONG).send(Receiver.parcel(url)));

        assertThat(answer.error()).contains("not (loopback)");
        assertThat(receiver.heard()).isEmpty();
    }

    @Test
    void plainReceiverBehindHttps_isNotTrusted() {
        ReceiverAnswer answer = send(Receiver.parcel("https://" + receiver.authority() + "/"), LONG);

        assertThat(answer.error()).isEqualTo("no trusted TLS connection could be made");
        assertThat(receiver.heard()).isEmpty();
    }

    private ReceiverAnswer send(Parcel parcel, Duration deadline) {
        return await(sender(Receiver.guard(receiver.authority()), deadline).send(parcel));
    }

    private static WebhookSender sender(DestinationGuard guard, Duration deadline) {
        return new WebhookSender(VERTX, guard, CLOCK, 4, deadline);
    }

    private static InetAddress address(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
