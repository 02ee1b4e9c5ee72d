package io.soundforge.alchemy.platform.http;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeListenerTest {
    private final Vertx vertx = Vertx.vertx();

    /** What came back. */
    private record Answer(int status, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void health_saysWhatTheNodeDoes() {
        NodeListener listener = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));

        Answer answer = get(listener, "/health", "Host", "localhost");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("status", "ok")
                        .put("roles", new JsonArray().add("processing"))
                        .put("services", new JsonObject().put("events", "up")));
    }

    /** A real subscription, which a real server takes away and gives back. */
    @Test
    void health_saysWhetherEventsComeBack_andIs200AllTheSame() {
        try (LocalRedis redis = new LocalRedis()) {
            EventCarrier carrier = new EventCarrier(vertx, redis.uri());
            await(carrier.subscribe(event -> {}));
            NodeListener listener =
                    listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET), carrier::checkHearing);
            eventually().until(() -> events(listener).equals("up"));

            redis.stop();
            eventually().until(() -> events(listener).equals("down"));
            assertThat(get(listener, "/health/live", "Host", "localhost").json().containsKey("services"))
                    .isFalse();

            redis.start();
            eventually().until(() -> events(listener).equals("up"));
        }
    }

    private String events(NodeListener listener) {
        Answer answer = get(listener, "/health", "Host", "localhost");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonObject("services").getString("events");
    }

    @Test
    void sockets_whereTheyAreNotServed_are503NamingTheRole() {
        NodeListener listener = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));

        Answer answer = get(listener, "/ws", "Host", "localhost");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("code")).isEqualTo("unavailable");
        assertThat(answer.json().getString("error")).contains("role websocket", "--roles websocket");
    }

    @Test
    void sockets_goToTheLiveEdge() {
        NodeListener listener = listener(
                AllowedHosts.ofThisMachine(), request -> request.response().end("live"));

        assertThat(get(listener, "/ws", "Host", "localhost")).isEqualTo(new Answer(200, "live"));
    }

    @Test
    void foreignPagesAndHosts_areRefused_butNotWhereAnyHostIsServed() {
        NodeListener guarded = listener(
                AllowedHosts.ofThisMachine(), request -> request.response().end("live"));
        NodeListener open =
                listener(AllowedHosts.all(), request -> request.response().end("live"));

        assertThat(get(guarded, "/ws", "Host", "evil.example").status()).isEqualTo(403);
        assertThat(get(guarded, "/ws", "Origin", "https://evil.example").status())
                .isEqualTo(403);
        assertThat(get(guarded, "/ws", "Origin", "https://studio.example").status())
                .isEqualTo(200);
        assertThat(get(open, "/health", "Host", "worker.internal").status()).isEqualTo(200);
    }

    @Test
    void anythingElse_isAProblem404() {
        NodeListener listener = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));

        Answer answer = get(listener, "/api/tracks", "Host", "localhost");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("code")).isEqualTo("not_found");
    }

    private NodeListener listener(AllowedHosts hosts, io.vertx.core.Handler<HttpServerRequest> liveEdge) {
        return listener(hosts, liveEdge, Future::succeededFuture);
    }

    private NodeListener listener(
            AllowedHosts hosts, io.vertx.core.Handler<HttpServerRequest> liveEdge, Supplier<Future<Void>> hearing) {
        NodeListener.Config config = new NodeListener.Config("127.0.0.1", 0, hosts, List.of("https://studio.example"));
        NodeListener listener = new NodeListener(config, Set.of(Role.PROCESSING), liveEdge, hearing);
        await(vertx.deployVerticle(listener));
        return listener;
    }

    private Answer get(NodeListener listener, String path, String header, String value) {
        return await(vertx.createHttpClient()
                .request(HttpMethod.GET, listener.port(), "127.0.0.1", path)
                .compose(request -> request.putHeader(header, value).send())
                .compose(response ->
                        response.body().map(body -> new Answer(response.statusCode(), body.toString("UTF-8")))));
    }
}
