package io.soundforge.alchemy.download.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs may send to their proxy, over a socket. */
class GuardedProxyTest {
    private final Vertx vertx = Vertx.vertx();
    private final GuardedProxy proxy = new GuardedProxy(
            vertx,
            new AddressGuard(Set.of()),
            host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));

    @BeforeEach
    void open() {
        proxy.start().await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 403 expected a request to a proxy",
        "GET http://a.example/, 403 expected a request to a proxy",
        "GET http://a.example/ HTTP/1.1, 407 Proxy Authentication Required",
        "CONNECT a.example:443 HTTP/1.1, 407 Proxy Authentication Required",
        "'CONNECT a.example:443 HTTP/1.1\\r\\nProxy-Authorization: Basic PASSWORD', 403 the link leads to an address",
        "'CONNECT 169.254.169.254:80 HTTP/1.1\\r\\nProxy-Authorization: Basic PASSWORD', 403 the link leads to an address",
        "'GET http://0x7f000001/ HTTP/1.1\\r\\nProxy-Authorization: Basic PASSWORD', 403 an IPv4 address is written as",
        "'GET file:///etc/passwd HTTP/1.1\\r\\nProxy-Authorization: Basic PASSWORD', 403 only http and https links"
    })
    void request_thatMayNotBe_isRefusedAndTheConnectionEnds(String head, String answer) throws Exception {
        URI way = URI.create(proxy.url());
        String password = Base64.getEncoder().encodeToString(way.getUserInfo().getBytes(StandardCharsets.US_ASCII));
        Buffer received = Buffer.buffer();
        CompletableFuture<String> ended = new CompletableFuture<>();

        vertx.createNetClient().connect(way.getPort(), way.getHost()).onSuccess(socket -> {
            socket.handler(received::appendBuffer);
            socket.closeHandler(closed -> ended.complete(received.toString()));
            socket.write(head.translateEscapes().replace("PASSWORD", password) + "\r\n\r\n");
        });

        assertThat(ended.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 " + answer);
    }
}
