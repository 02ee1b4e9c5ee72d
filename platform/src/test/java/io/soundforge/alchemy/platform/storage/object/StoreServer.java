package io.soundforge.alchemy.platform.storage.object;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that behaves like a store over real HTTP, and badly when it is told to. It checks for itself what
 * a real one checks: signatures, offsets, sizes.
 */
public abstract class StoreServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<HttpServerRequest, Fault> struck = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    protected StoreServer() {
        server = await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false))
                .requestHandler(this::receive)
                .listen());
    }

    /** What a server does to the next requests whose line contains a text. */
    public static final class Fault {
        private final String line;
        private final Kind kind;
        private final int status;
        private final int bytes;
        private final String retryAfter;
        private int left;

        private Fault(String line, Kind kind, int status, int bytes, String retryAfter, int times) {
            this.line = line;
            this.kind = kind;
            this.status = status;
            this.bytes = bytes;
            this.retryAfter = retryAfter;
            this.left = times;
        }

        private synchronized boolean takes(String requestLine) {
            if (left == 0 || !requestLine.contains(line)) {
                return false;
            }
            left--;
            return true;
        }
    }

    private enum Kind {
        STATUS,
        SILENCE,
        CUT_REQUEST,
        CUT_ANSWER,
        STALLED_ANSWER,
        LOST_ANSWER,
        WRONG_BYTES
    }

    /** Answers so often with an error instead of doing anything. */
    public void refuse(String line, int status, String retryAfter, int times) {
        faults.add(new Fault(line, Kind.STATUS, status, 0, retryAfter, times));
    }

    /** Takes the request and never answers. */
    public void ignore(String line, int times) {
        faults.add(new Fault(line, Kind.SILENCE, 0, 0, "", times));
    }

    /** Closes the connection while the request's body comes. */
    public void cutRequest(String line, int times) {
        faults.add(new Fault(line, Kind.CUT_REQUEST, 0, 0, "", times));
    }

    /** Closes the connection after so many bytes of an object. */
    public void cutAnswer(String line, int bytes, int times) {
        faults.add(new Fault(line, Kind.CUT_ANSWER, 0, bytes, "", times));
    }

    /** Sends so many bytes of an object, then nothing, with the connection open. */
    public void stallAnswer(String line, int bytes, int times) {
        faults.add(new Fault(line, Kind.STALLED_ANSWER, 0, bytes, "", times));
    }

    /** Does what it is asked, and closes the connection instead of answering. */
    public void loseAnswer(String line, int times) {
        faults.add(new Fault(line, Kind.LOST_ANSWER, 0, 0, "", times));
    }

    /** Sends an object with one bit turned. */
    public void garble(String line, int times) {
        faults.add(new Fault(line, Kind.WRONG_BYTES, 0, 0, "", times));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Lines of all requests so far, such as {@code GET /bucket/name}. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** How many requests had a text in their line. */
    public long seen(String text) {
        return seen.stream().filter(line -> line.contains(text)).count();
    }

    private void receive(HttpServerRequest request) {
        String line = request.method() + " " + request.uri();
        seen.add(line);
        Optional<Fault> fault = faults.stream().filter(each -> each.takes(line)).findFirst();
        fault.ifPresent(each -> struck.put(request, each));
        if (is(request, Kind.CUT_REQUEST)) {
            request.handler(part -> request.connection().close());
            return;
        }
        request.bodyHandler(body -> {
            if (is(request, Kind.STATUS)) {
                refuse(request, fault.orElseThrow());
            } else if (!is(request, Kind.SILENCE)) {
                answer(request, body);
            }
        });
    }

    private void refuse(HttpServerRequest request, Fault fault) {
        if (!fault.retryAfter.isEmpty()) {
            request.response().putHeader("retry-after", fault.retryAfter);
        }
        fault(request, fault.status);
    }

    private boolean is(HttpServerRequest request, Kind kind) {
        Fault fault = struck.get(request);
        return fault != null && fault.kind == kind;
    }

    /** Does what the request asks, as the real one would. */
    protected abstract void answer(HttpServerRequest request, Buffer body);

    /** An error of this status in the store's own form. */
    protected abstract void fault(HttpServerRequest request, int status);

    /** Every answer without an object. */
    protected final void reply(HttpServerRequest request, int status, String type, String body) {
        if (is(request, Kind.LOST_ANSWER)) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = request.response().setStatusCode(status);
        if (!type.isEmpty()) {
            response.putHeader("content-type", type);
        }
        response.end(body);
    }

    /** An object, whole or from an offset on. */
    protected final void send(HttpServerRequest request, byte[] bytes) {
        int from = 0;
        String range = request.getHeader("Range");
        HttpServerResponse response = request.response();
        if (range != null) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
            response.setStatusCode(206)
                    .putHeader("content-range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        Buffer rest = Buffer.buffer(bytes).getBuffer(from, bytes.length);
        response.putHeader("content-length", Integer.toString(rest.length()));
        Fault fault = struck.get(request);
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else if (fault != null && fault.kind == Kind.CUT_ANSWER) {
            response.write(rest.getBuffer(0, Math.min(fault.bytes, rest.length())))
                    .onComplete(sent -> request.connection().close());
        } else if (fault != null && fault.kind == Kind.STALLED_ANSWER) {
            response.write(rest.getBuffer(0, Math.min(fault.bytes, rest.length())));
        } else if (fault != null && fault.kind == Kind.WRONG_BYTES) {
            response.end(rest.copy().setByte(0, (byte) (rest.getByte(0) ^ 1)));
        } else {
            response.end(rest);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
