package io.soundforge.alchemy.launcher.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that takes any track and tells of two jobs on it. */
final class FakeAlchemy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final String analysisEnd;
    final List<String> uploads = Collections.synchronizedList(new ArrayList<>());

    /** @param analysisEnd the state in which the analysis ends */
    FakeAlchemy(String analysisEnd) throws Exception {
        this.analysisEnd = analysisEnd;
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .webSocketHandler(this::follow)
                .listen(0, "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        JsonObject track = new JsonObject().put("id", "t1").put("name", "Song");
        if (request.path().equals("/api/tracks")) {
            request.body().onSuccess(body -> {
                uploads.add(body.toString("ISO-8859-1"));
                request.response()
                        .setStatusCode(202)
                        .end(new JsonObject().put("track", track).encode());
            });
        } else if (request.path().equals("/api/tracks/t1")) {
            request.response().end(track.mergeIn(result()).encode());
        } else if (request.path().equals("/files/v")) {
            request.response().end("stem bytes");
        } else {
            request.response()
                    .setStatusCode(404)
                    .end(new JsonObject().put("error", "no such thing").encode());
        }
    }

    private JsonObject result() {
        JsonObject stem = new JsonObject()
                .put("type", "vocals")
                .put("name", "vocals.flac")
                .put("url", "/files/v");
        JsonObject key = new JsonObject().put("tonic", "A").put("mode", "minor").put("camelot", "8A");
        JsonObject analysis = new JsonObject()
                .put("bpm", 120.25)
                .put("key", key)
                .put("loudness", new JsonObject().put("integratedLufs", -9.5))
                .put("beats", new JsonArray(Collections.nCopies(16, 0.5)))
                .put("timeSignature", "4/4")
                .put("reasons", new JsonObject());
        return new JsonObject()
                .put("status", analysisEnd.equals("completed") ? "ready" : "partial")
                .put("stems", new JsonArray().add(stem))
                .put("separation", new JsonObject().put("model", "spectral").put("preview", true))
                .put("analysis", analysis);
    }

    private void follow(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            JsonArray jobs =
                    new JsonArray().add(job("j1", "separate", "running", 10)).add(job("j2", "analyze", "queued", 0));
            send(socket, "track:snapshot", new JsonObject().put("trackId", "t1").put("jobs", jobs));
            send(socket, "processing:job:updated", job("j1", "separate", "running", 55));
            send(socket, "processing:job:completed", job("j1", "separate", "completed", 100));
            send(socket, "analysis:job:error", job("j2", "analyze", analysisEnd, 100));
        });
    }

    private static void send(ServerWebSocket socket, String event, JsonObject data) {
        socket.writeTextMessage(
                new JsonObject().put("event", event).put("data", data).encode());
    }

    private static JsonObject job(String id, String kind, String status, double progress) {
        return new JsonObject()
                .put("id", id)
                .put("kind", kind)
                .put("status", status)
                .put("progress", progress)
                .put("error", status.equals("failed") ? "too quiet" : null);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
