package io.soundforge.alchemy.launcher.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.audio.inference.PaddedModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sells one working model under several names; it can be made to stop in the middle of the file. */
final class ModelShop implements AutoCloseable {
    private static final byte[] MODEL = PaddedModel.bytes(3_000_000);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    ModelShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/model", this::serve);
        server.start();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on only the first half of the file is sent, until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** The Range headers seen; "" for a request without. */
    List<String> ranges() {
        return ranges;
    }

    void writeCatalogue(Path models) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(MODEL));
        JsonArray entries = new JsonArray()
                .add(entry("htdemucs", hash))
                .add(entry("slow", hash))
                .add(entry("wrong", "0".repeat(64)));
        Files.writeString(
                models.resolve("_catalogue.json"),
                new JsonObject().put("models", entries).encodePrettily());
    }

    private JsonObject entry(String name, String hash) {
        return new JsonObject()
                .put("name", name)
                .put("licence", "Test licence")
                .put(
                        "files",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", name + ".onnx")
                                        .put("bytes", MODEL.length)
                                        .put("sha256", hash)
                                        .put("url", "http://" + authority() + "/model")));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        int half = Math.max(from, MODEL.length / 2);
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (MODEL.length - 1) + "/" + MODEL.length);
            exchange.sendResponseHeaders(range == null ? 200 : 206, MODEL.length - from);
            OutputStream body = exchange.getResponseBody();
            body.write(MODEL, from, half - from);
            body.flush();
            gate.await();
            body.write(MODEL, half, MODEL.length - half);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static HttpResponse<String> post(URI address, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
