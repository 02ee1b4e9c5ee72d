package io.soundforge.alchemy.launcher.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes traces as a collector for OpenTelemetry does, and may be unwell. */
final class OtlpCollector implements AutoCloseable {
    /** How it answers. */
    enum Mood {
        TAKING,
        FAILING,
        SILENT
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<OtlpSpan> spans = new ArrayList<>();
    private final StringBuilder raw = new StringBuilder();
    private int requests;
    private volatile Mood mood = Mood.TAKING;

    /** @param port 0 for any free one */
    OtlpCollector(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    void mood(Mood other) {
        mood = other;
    }

    /** In every mood. */
    synchronized int requests() {
        return requests;
    }

    synchronized List<OtlpSpan> spans() {
        return List.copyOf(spans);
    }

    /** Everything that was taken, byte for byte. */
    synchronized String raw() {
        return raw.toString();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Mood now = mood;
        synchronized (this) {
            requests++;
            if (now == Mood.TAKING) {
                spans.addAll(OtlpSpan.all(body));
                raw.append(new String(body, StandardCharsets.ISO_8859_1));
            }
        }
        if (now == Mood.SILENT) {
            awaitTheEnd();
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(now == Mood.TAKING ? 200 : 500, -1);
        exchange.close();
    }

    private void awaitTheEnd() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
