package io.soundforge.alchemy.platform.nodes;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.database.Unserved;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Vitals;
import io.soundforge.alchemy.platform.http.AccessLog;
import io.soundforge.alchemy.platform.http.AllowedHosts;
import io.soundforge.alchemy.platform.http.ConnectionGuard;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.FramingGuard;
import io.soundforge.alchemy.platform.http.MetricsPage;
import io.soundforge.alchemy.platform.http.OriginGuard;
import io.soundforge.alchemy.platform.http.Problem;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.http.RequestId;
import io.soundforge.alchemy.platform.http.RouteTemplate;
import io.soundforge.alchemy.platform.http.ServerLimits;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.identity.Need;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node without a gateway is reached: {@code /health} and what belongs to it, {@code /metrics} for operators, and
 * {@code /ws} if it serves sockets. No requests are counted: nothing here costs more than the sockets, which have limits of
 * their own.
 */
public final class NodeListener extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(NodeListener.class);
    private static final int[] STATUSES_OF_THE_ROUTER = {400, 404, 405};

    /**
     * What the listener is told.
     *
     * @param host address to listen on
     * @param port 0 takes a free one
     * @param hosts under which names requests are answered
     * @param corsOrigins further origins whose pages may call; {@code *} for all
     * @param proxies whose word on their clients is taken
     */
    public record Config(
            String host,
            int port,
            AllowedHosts hosts,
            List<String> corsOrigins,
            TrustedProxies proxies,
            ConnectionLimits connections) {
        public Config {
            corsOrigins = List.copyOf(corsOrigins);
        }

        /** The same with nobody before it. */
        public Config(String host, int port, AllowedHosts hosts, List<String> corsOrigins) {
            this(host, port, hosts, corsOrigins, TrustedProxies.NONE, ConnectionLimits.DEFAULTS);
        }
    }

    private final Config config;
    private final List<String> roles;
    private final Handler<HttpServerRequest> liveEdge;
    private final Condition condition;
    private final SignIn signIn;
    private final SignInAttempts attempts;
    private final MetricsPage metrics;
    private @Nullable HttpServer server;
    private @Nullable ConnectionGuard guard;

    /**
     * Prepares a listener.
     *
     * @param roles what the node does
     * @param liveEdge takes WebSocket upgrades under {@code /ws}, and Socket.IO under {@code /socket.io/}
     * @param signIn who may see the figures
     * @param attempts failures to sign in
     */
    public NodeListener(
            Config config,
            Collection<Role> roles,
            Handler<HttpServerRequest> liveEdge,
            Condition condition,
            SignIn signIn,
            SignInAttempts attempts,
            MetricsPage metrics) {
        this.config = config;
        this.roles = Role.texts(roles);
        this.liveEdge = liveEdge;
        this.condition = condition;
        this.signIn = signIn;
        this.attempts = attempts;
        this.metrics = metrics;
    }

    /** As at a gateway; {@code status} is {@code ok} while the process answers. */
    private record Health(String status, List<String> roles, Map<String, String> services, Vitals.Metrics metrics) {}

    private record Live(String status, List<String> roles) {}

    private record Ready(String status, List<String> roles, Map<String, String> services) {}

    /** The port that it listens on, once started. */
    public int port() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("the node's listener has not started");
        }
        return running.actualPort();
    }

    @Override
    public Future<?> start() {
        ConnectionGuard connections = new ConnectionGuard(vertx, config.connections(), config.proxies());
        guard = connections;
        return connections
                .over(vertx.createHttpServer(ServerLimits.listenOn(config.host(), config.port())))
                .requestHandler(router(connections))
                .listen()
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        if (guard != null) {
            guard.close();
        }
        return server == null ? Future.succeededFuture() : server.shutdown(5, TimeUnit.SECONDS);
    }

    private Router router(ConnectionGuard connections) {
        Router router = Router.router(vertx);
        router.route().failureHandler(NodeListener::refuse);
        for (int status : STATUSES_OF_THE_ROUTER) {
            router.errorHandler(status, NodeListener::refuse);
        }
        router.route().handler(connections);
        router.route().handler(context -> {
            RequestFacts facts = RequestFacts.note(context.request(), config.proxies());
            context.response().putHeader(RequestId.HEADER, facts.id());
            RouteTemplate.keep(context);
            long begin = System.nanoTime();
            context.addEndHandler(end -> AccessLog.tell(context, facts, null, System.nanoTime() - begin));
            context.next();
        });
        router.route().handler(new FramingGuard());
        router.route().handler(new OriginGuard(config.hosts(), config.corsOrigins()));
        router.get("/ws").handler(context -> liveEdge.handle(context.request()));
        router.route("/socket.io/*").handler(context -> liveEdge.handle(context.request()));
        router.get("/api/tracks/:track/events").handler(context -> liveEdge.handle(context.request()));
        router.get("/asyncapi.json").handler(context -> liveEdge.handle(context.request()));
        router.get("/health").handler(this::health);
        router.get("/health/live").handler(context -> send(context, 200, new Live("ok", roles)));
        router.get("/health/ready").handler(this::ready);
        router.get(MetricsPage.PATH).handler(this::metrics);
        return router;
    }

    /** Always 200 while the process serves, as of a gateway. */
    private void health(RoutingContext context) {
        condition
                .report()
                .onSuccess(report -> send(context, 200, new Health("ok", roles, report.services(), report.metrics())))
                .onFailure(context::fail);
    }

    private void ready(RoutingContext context) {
        condition
                .readiness()
                .report()
                .onSuccess(report ->
                        send(context, report.ready() ? 200 : 503, new Ready(report.status(), roles, report.services())))
                .onFailure(context::fail);
    }

    private void metrics(RoutingContext context) {
        String place = RequestFacts.of(context.request()).client().place();
        attempts.count(place, () -> signIn.of(context.request().headers()))
                .map(caller -> {
                    AccessPolicy.require(Need.OPERATE, caller);
                    return caller;
                })
                .onSuccess(operator -> metrics.handle(context.request()))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, int status, Object record) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(WireJson.write(record));
    }

    private static void refuse(RoutingContext context) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        Throwable error = context.failure();
        if (error == null) {
            Problem.of(new Failure(ErrorCode.NOT_FOUND, "this node serves /health, and sockets if it plays that role"))
                    .send(context.response());
            return;
        }
        if (Unserved.failureOf(error).code() == ErrorCode.INTERNAL) {
            log.error("a request failed unexpectedly; the caller was told 500", error);
        }
        Problem.send(context.response(), error);
    }
}
