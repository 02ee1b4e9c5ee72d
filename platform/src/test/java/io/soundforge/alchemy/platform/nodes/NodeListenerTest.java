package io.soundforge.alchemy.platform.nodes;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.health.Vitals;
import io.soundforge.alchemy.platform.http.AllowedHosts;
import io.soundforge.alchemy.platform.http.MetricsPage;
import io.soundforge.alchemy.platform.http.MissingRole;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.jobs.JobFigures;
import io.soundforge.alchemy.platform.limits.FailureBackOff;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NodeListenerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness(Map.of("postgres", Future::succeededFuture));
    private final Condition condition = new Condition(
            readiness,
            new Vitals(
                    () -> Future.succeededFuture(5L << 30), () -> Future.succeededFuture(new JobFigures(2, 7, null))));

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
        assertThat(answer.json().getString("status")).isEqualTo("ok");
        assertThat(answer.json().getJsonArray("roles")).isEqualTo(new JsonArray().add("processing"));
        assertThat(answer.json().getJsonObject("services").getString("postgres"))
                .isEqualTo("up");
        assertThat(answer.json().getJsonObject("metrics").getLong("queue_length"))
                .isEqualTo(7);
    }

    @Test
    void ready_turns503_whenTheNodeIsOnItsWayDown_andItStaysAlive() {
        NodeListener listener = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));

        assertThat(get(listener, "/health/ready", "Host", "localhost").status()).isEqualTo(503);
        readiness.serving();
        assertThat(get(listener, "/health/ready", "Host", "localhost").status()).isEqualTo(200);
        readiness.draining();

        Answer answer = get(listener, "/health/ready", "Host", "localhost");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("status")).isEqualTo("draining");
        assertThat(get(listener, "/health/live", "Host", "localhost").status()).isEqualTo(200);
    }

    @Test
    void figures_areForWhoeverOperatesTheServer() {
        NodeListener open = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));
        NodeListener closed = listener(
                AllowedHosts.ofThisMachine(),
                new MissingRole(Role.WEBSOCKET),
                SignIn.create(
                        vertx,
                        new SignInConfig(null, null, "http://127.0.0.1:1/keys", "the service's own key"),
                        new ApiKeyStore(
                                new Database(vertx, new DatabaseConfig("postgresql://nobody:x@127.0.0.1:1/none", 1)))));

        assertThat(get(open, "/metrics", "Host", "localhost")).isEqualTo(new Answer(200, "figures 1\n"));
        assertThat(get(closed, "/metrics", "Host", "localhost").status()).isEqualTo(401);
        assertThat(get(closed, "/metrics", "apikey", "the service's own key").status())
                .isEqualTo(200);
    }

    @Test
    void whoeverGuessesAtTheFigures_hasToWait_evenWithTheRightKey() {
        NodeListener closed = listener(
                AllowedHosts.ofThisMachine(),
                new MissingRole(Role.WEBSOCKET),
                SignIn.create(
                        vertx,
                        new SignInConfig(
                                null, "a secret of no less than thirty-two bytes", null, "the service's own key"),
                        new ApiKeyStore(
                                new Database(vertx, new DatabaseConfig("postgresql://nobody@127.0.0.1:1/none", 1)))));

        for (int i = 0; i < 3; i++) {
            assertThat(get(closed, "/metrics", "Authorization", "Bearer guess").status())
                    .isEqualTo(401);
        }
        assertThat(get(closed, "/metrics", "apikey", "the service's own key").status())
                .isEqualTo(429);
        assertThat(get(closed, "/health/live", "Host", "localhost").status()).isEqualTo(200);
    }

    @Test
    void everyRequest_hasItsLineInTheAccessLog() {
        Logger log = (Logger) LoggerFactory.getLogger("alchemy.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            NodeListener listener = listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET));
            get(listener, "/health/live?token=secret", "X-Request-Id", "asked-7");

            eventually().until(() -> List.copyOf(lines.list).stream()
                    .anyMatch(line -> line.getKeyValuePairs().toString().contains("asked-7")));
            assertThat(List.copyOf(lines.list))
                    .filteredOn(line -> line.getKeyValuePairs().toString().contains("asked-7"))
                    .singleElement()
                    .extracting(line -> line.getKeyValuePairs().toString())
                    .asString()
                    .contains("path=\"/health/live\"", "status=\"200\"", "address=\"127.0.0.1\"")
                    .doesNotContain("secret");
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }

    /** A real subscription, which a real server takes away and gives back. */
    @Test
    void health_saysWhetherEventsComeBack_andIs200AllTheSame() {
        try (LocalRedis redis = new LocalRedis()) {
            EventCarrier carrier = new EventCarrier(vertx, redis.uri());
            await(carrier.subscribe(event -> {}));
            NodeListener listener = listener(carrier::checkHearing);
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

    private NodeListener listener(AllowedHosts hosts, Handler<HttpServerRequest> liveEdge) {
        return listener(hosts, liveEdge, SignIn.open());
    }

    private NodeListener listener(AllowedHosts hosts, Handler<HttpServerRequest> liveEdge, SignIn signIn) {
        return listener(hosts, liveEdge, signIn, condition);
    }

    /** @param hearing whether events come back over the node's subscription */
    private NodeListener listener(Supplier<Future<Void>> hearing) {
        Condition hears = new Condition(
                new Readiness(Map.of("events", hearing)),
                new Vitals(
                        () -> Future.succeededFuture(5L << 30),
                        () -> Future.succeededFuture(new JobFigures(2, 7, null))));
        return listener(AllowedHosts.ofThisMachine(), new MissingRole(Role.WEBSOCKET), SignIn.open(), hears);
    }

    private NodeListener listener(
            AllowedHosts hosts, Handler<HttpServerRequest> liveEdge, SignIn signIn, Condition reported) {
        NodeListener.Config config = new NodeListener.Config("127.0.0.1", 0, hosts, List.of("https://studio.example"));
        NodeListener listener = new NodeListener(
                config,
                Set.of(Role.PROCESSING),
                liveEdge,
                reported,
                signIn,
                new SignInAttempts(true, FailureBackOff.after(2), new LocalBuckets()),
                new MetricsPage(() -> Future.succeededFuture("figures 1\n")));
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
