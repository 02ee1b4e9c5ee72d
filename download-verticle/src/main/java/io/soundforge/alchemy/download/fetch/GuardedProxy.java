package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The only way to the network for external programs: a forward proxy (RFC 9110 section 7.6, CONNECT in section 9.3.6) on
 * loopback that holds every connection they ask for, redirects included, against the {@link AddressGuard}. Who asks
 * must know a password that only the programs are told.
 */
public final class GuardedProxy {
    private static final String USER = "alchemy";
    private static final int MOST_CONNECTIONS = 128;
    private static final int IDLE_SECONDS = 60;
    private static final int CONNECT_MILLIS = 10_000;

    private final AddressGuard guard;
    private final HostResolver resolver;
    private final NetServer server;
    private final NetClient client;
    private final String password;
    private final AtomicInteger open = new AtomicInteger();

    public GuardedProxy(Vertx vertx, AddressGuard guard, HostResolver resolver) {
        this.guard = guard;
        this.resolver = resolver;
        this.server = vertx.createNetServer(new NetServerOptions().setIdleTimeout(IDLE_SECONDS));
        this.client = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(IDLE_SECONDS));
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.password = HexFormat.of().formatHex(secret);
    }

    /** Opens it on any free port of loopback; it closes with the deployment that made it. */
    public Future<Void> start() {
        return server.connectHandler(this::accept).listen(0, "127.0.0.1").mapEmpty();
    }

    public Future<Void> close() {
        return server.close().compose(done -> client.close());
    }

    /** What programs are told, with the password. Not for a command line, which others can read. */
    public String url() {
        return "http://" + USER + ":" + password + "@127.0.0.1:" + server.actualPort();
    }

    private void accept(NetSocket program) {
        program.closeHandler(gone -> open.decrementAndGet());
        if (open.incrementAndGet() > MOST_CONNECTIONS) {
            refuse(program, 503, "too many connections");
            return;
        }
        ProxyRequest.read(program)
                .compose(request -> relay(program, request))
                .onFailure(error -> refuse(
                        program,
                        error instanceof AlchemyException known && known.code().httpStatus() < 500 ? 403 : 502,
                        error instanceof AlchemyException ? String.valueOf(error.getMessage()) : "not reachable"));
    }

    private Future<Void> relay(NetSocket program, ProxyRequest request) {
        if (!request.authorization().equals(expected())) {
            refuse(program, 407, "Proxy Authentication Required");
            return Future.succeededFuture();
        }
        FetchTarget target = FetchTarget.parse(request.url());
        return addresses(target)
                .map(found -> guard.choose(target, found))
                .compose(address -> client.connect(target.port(), address.getHostAddress()))
                .compose(upstream -> {
                    Future<Void> greeted = request.tunnel()
                            ? program.write("HTTP/1.1 200 Connection established\r\n\r\n")
                            : upstream.write(request.forwarded(target));
                    return greeted.onSuccess(done -> join(program, upstream, request.rest()));
                })
                .mapEmpty();
    }

    private static void join(NetSocket program, NetSocket upstream, Buffer rest) {
        if (rest.length() > 0) {
            upstream.write(rest);
        }
        upstream.pipeTo(program).onFailure(gone -> program.close());
        program.pipeTo(upstream).onFailure(gone -> upstream.close());
    }

    private Future<List<InetAddress>> addresses(FetchTarget target) {
        return target.literal()
                .map(literal -> Future.succeededFuture(List.of(literal)))
                .orElseGet(() -> resolver.resolve(target.host()));
    }

    private String expected() {
        byte[] credentials = (USER + ":" + password).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** The reason goes into the first line, which programs show. */
    private static void refuse(NetSocket program, int status, String reason) {
        String line = reason.replaceAll("[^\\x20-\\x7e]", " ");
        program.end(Buffer.buffer(
                "HTTP/1.1 " + status + " " + line + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
}
