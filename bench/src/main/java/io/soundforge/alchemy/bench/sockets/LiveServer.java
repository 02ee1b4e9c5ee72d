package io.soundforge.alchemy.bench.sockets;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.http.ServerLimits;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.websocket.LiveLimits;
import io.soundforge.alchemy.websocket.admission.Doorkeeper;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.tracks.Reception;
import io.soundforge.alchemy.websocket.tracks.TrackNamespace;
import io.soundforge.alchemy.websocket.transport.EngineServer;
import io.soundforge.alchemy.websocket.transport.SessionIds;
import io.soundforge.alchemy.websocket.transport.SocketServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The live edge as the server has it, without a database: everybody follows the same track. {@code POST /publish?n=7}
 * tells one update, whose job's id ends with the number; {@code GET /heap} answers the bytes that are in use.
 */
public final class LiveServer {
    private static final long CONNECT_TIMEOUT = 45_000;

    private LiveServer() {}

    /** Listens on the port given, until it is stopped. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        Hub hub = new Hub();
        vertx.deployVerticle(hub).await(30, TimeUnit.SECONDS);
        vertx.deployVerticle(new Edge(Integer.parseInt(args[0]), hub)).await(30, TimeUnit.SECONDS);
        System.out.println("ready");
    }

    /** Has an event loop of its own, as in the server. */
    private static final class Hub extends VerticleBase {
        private final MemoryHistory history = MemoryHistory.ofOneTrack();
        private @Nullable LiveHub hub;
        private @Nullable EngineServer sockets;

        @Override
        public Future<?> start() {
            LiveHub told = new LiveHub(context, history);
            hub = told;
            Reception reception = new Reception(told, history, LiveLimits.DEFAULTS.tracksPerSocket());
            sockets = SocketServer.create(
                    vertx,
                    EngineSettings.DEFAULTS,
                    CONNECT_TIMEOUT,
                    Map.of(
                            "/",
                            new TrackNamespace(
                                    reception,
                                    new SessionIds()::fresh,
                                    new Doorkeeper(vertx, SignIn.open(), SignInAttempts.unlimited()))));
            return Future.succeededFuture();
        }

        void handle(HttpServerRequest request) {
            Objects.requireNonNull(sockets).handle(request);
        }

        void publish(long n) {
            JobId id = new JobId(UUID.fromString(String.format(Locale.ROOT, "00000000-0000-4000-8000-%012x", n)));
            Objects.requireNonNull(hub)
                    .accept(new JobEvent(
                            JobEventType.UPDATED,
                            0,
                            new Job(
                                    id,
                                    JobKind.DOWNLOAD,
                                    JobState.RUNNING,
                                    history.track().id(),
                                    OwnerId.LOCAL,
                                    50,
                                    "",
                                    1,
                                    3,
                                    null,
                                    Instant.EPOCH,
                                    null,
                                    null)));
        }
    }

    private static final class Edge extends VerticleBase {
        private final int port;
        private final Hub hub;

        Edge(int port, Hub hub) {
            this.port = port;
            this.hub = hub;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(ServerLimits.listenOn("127.0.0.1", port))
                    .requestHandler(this::route)
                    .listen();
        }

        private void route(HttpServerRequest request) {
            String path = String.valueOf(request.path());
            if (path.equals("/publish")) {
                hub.publish(Long.parseLong(request.getParam("n", "0")));
                request.response().end();
            } else if (path.equals("/heap")) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                request.response().end(Long.toString(runtime.totalMemory() - runtime.freeMemory()));
            } else {
                hub.handle(request);
            }
        }
    }
}
