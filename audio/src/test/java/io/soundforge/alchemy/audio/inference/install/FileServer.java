package io.soundforge.alchemy.audio.inference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that hands out one file, in good ways and in bad ones. */
final class FileServer implements AutoCloseable {
    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    FileServer(byte[] content) throws IOException {
        this.content = content;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> send(exchange, 200, 0, content.length, content.length));
        server.createContext("/ranges", this::range);
        server.createContext("/cut", exchange -> send(exchange, 200, 0, content.length, content.length / 3));
        server.createContext("/endless", this::fallSilent);
        server.createContext("/moved", exchange -> redirect(exchange, "/ranges"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.createContext("/to-file", exchange -> redirect(exchange, "file:///etc/hostname"));
        server.createContext("/busy", exchange -> status(exchange, 429));
        server.createContext("/down", exchange -> status(exchange, 503));
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The Range headers seen at {@code /ranges}; "" for a request without. */
    List<String> ranges() {
        return ranges;
    }

    private void range(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= content.length) {
            status(exchange, 416);
            return;
        }
        String covered = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
        exchange.getResponseHeaders().set("Content-Range", covered);
        send(exchange, range == null ? 200 : 206, from, content.length - from, content.length - from);
    }

    private void send(HttpExchange exchange, int status, int from, int announced, int sent) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, announced);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, from + sent));
        }
    }

    private void fallSilent(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, content.length);
            OutputStream body = exchange.getResponseBody();
            body.write(content, 0, 10);
            body.flush();
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        status(exchange, 302);
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
