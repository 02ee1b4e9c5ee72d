package io.soundforge.alchemy.audio.inference.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on loopback that hands out one file, in good ways and in bad ones. */
final class FileServer implements AutoCloseable {
    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Random random = new Random(3);

    FileServer(byte[] content) throws IOException {
        this.content = content;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> send(exchange, 200, content, 0, length(), length()));
        server.createContext("/ranges", exchange -> part(exchange, "", content, Integer.MAX_VALUE));
        server.createContext("/cut", exchange -> send(exchange, 200, content, 0, length(), length() / 3));
        server.createContext("/dying", this::dying);
        server.createContext("/flaky", exchange -> part(exchange, "\"v1\"", content, 1 + randomBytes(length() / 4)));
        server.createContext("/changing", this::changing);
        server.createContext("/rude", this::rude);
        server.createContext("/no-ranges", this::noRanges);
        server.createContext("/too-long", exchange -> send(exchange, 200, content, 0, length() + 10, length()));
        server.createContext("/recovering", this::recovering);
        server.createContext("/endless", this::fallSilent);
        server.createContext("/moved", exchange -> redirect(exchange, "/ranges"));
        server.createContext("/chain", this::chain);
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.createContext("/to-file", exchange -> redirect(exchange, "file:///etc/hostname"));
        server.createContext("/inside", exchange -> redirect(exchange, "http://localhost:1/secret"));
        server.createContext("/busy", exchange -> status(exchange, 429));
        server.createContext("/down", exchange -> status(exchange, 503));
        server.start();
    }

    URI at(String path) {
        return URI.create("http://" + authority() + path);
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The path of each request with its Range and If-Range headers: {@code /ranges bytes=5- "v1"}. */
    List<String> requests() {
        return requests;
    }

    private int length() {
        return content.length;
    }

    private synchronized int randomBytes(int most) {
        return random.nextInt(most);
    }

    /** Serves from where it is asked to, at most so many bytes of what it announces. */
    private void part(HttpExchange exchange, String tag, byte[] bytes, int most) throws IOException {
        String range = note(exchange);
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= bytes.length) {
            status(exchange, 416);
            return;
        }
        if (!tag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        int left = bytes.length - from;
        send(exchange, range == null ? 200 : 206, bytes, from, left, Math.min(left, most));
    }

    /** Another version from the second request on; whoever continues an older one gets all of it. */
    private void changing(HttpExchange exchange) throws IOException {
        if (count.getAndIncrement() == 0) {
            note(exchange);
            exchange.getResponseHeaders().set("ETag", "\"old\"");
            send(exchange, 200, new byte[length()], 0, length(), length() / 3);
        } else if ("\"new\"".equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            part(exchange, "\"new\"", content, Integer.MAX_VALUE);
        } else {
            note(exchange);
            exchange.getResponseHeaders().set("ETag", "\"new\"");
            send(exchange, 200, content, 0, length(), length());
        }
    }

    /** As above, but it continues with the other version, and at least says so. */
    private void rude(HttpExchange exchange) throws IOException {
        boolean first = count.getAndIncrement() == 0;
        part(
                exchange,
                first ? "\"old\"" : "\"new\"",
                first ? new byte[length()] : content,
                first ? length() / 3 : Integer.MAX_VALUE);
    }

    /** Cut twice, then whole; it always begins at the beginning. */
    private void noRanges(HttpExchange exchange) throws IOException {
        note(exchange);
        exchange.getResponseHeaders().set("Accept-Ranges", "none");
        send(exchange, 200, content, 0, length(), count.getAndIncrement() < 2 ? length() / 2 : length());
    }

    private void recovering(HttpExchange exchange) throws IOException {
        switch (count.getAndIncrement()) {
            case 0 -> status(exchange, 503);
            case 1 -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                status(exchange, 429);
            }
            default -> part(exchange, "", content, Integer.MAX_VALUE);
        }
    }

    /** A third of the file, and then nothing more. */
    private void dying(HttpExchange exchange) throws IOException {
        if (count.getAndIncrement() == 0) {
            send(exchange, 200, content, 0, length(), length() / 3);
        } else {
            status(exchange, 503);
        }
    }

    private void chain(HttpExchange exchange) throws IOException {
        int left = Integer.parseInt(exchange.getRequestURI().getQuery());
        redirect(exchange, left == 1 ? "/ranges" : "/chain?" + (left - 1));
    }

    private @Nullable String note(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        requests.add(exchange.getRequestURI().getPath()
                + (range == null ? "" : " " + range)
                + (condition == null ? "" : " " + condition));
        return range;
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes, int from, int announced, int sent)
            throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, announced);
            exchange.getResponseBody().write(Arrays.copyOfRange(bytes, from, from + sent));
        }
    }

    private void fallSilent(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, length());
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
