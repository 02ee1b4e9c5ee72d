package io.soundforge.alchemy.websocket;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.netty.channel.Channel;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.events.EventCarrier;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.http.ServerLimits;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.websocket.hub.JournalHistory;
import io.soundforge.alchemy.websocket.transport.ChannelUnder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The live edge of one node on a port of its own, and the facts that it tells. */
final class LiveEdge implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final PlatformServices services;
    private final Vertx vertx;
    private final EventCarrier carrier;
    /** Its own, or answers of the tests' database would come to event loops that have gone. */
    private final Database database;

    private final Journal journal;
    private final HttpServer server;
    private final ConcurrentMap<Integer, Channel> channels = new ConcurrentHashMap<>();

    LiveEdge(PlatformServices services) {
        this(services, LiveLimits.DEFAULTS);
    }

    LiveEdge(PlatformServices services, LiveLimits limits) {
        this(services, services.redisUri(), limits);
    }

    LiveEdge(PlatformServices services, String redis) {
        this(services, redis, LiveLimits.DEFAULTS);
    }

    LiveEdge(PlatformServices services, SignInConfig signIn) {
        this(services, signIn, SignInAttempts.unlimited());
    }

    /** @param attempts where failures to sign in are counted */
    LiveEdge(PlatformServices services, SignInConfig signIn, SignInAttempts attempts) {
        this(services, services.redisUri(), LiveLimits.DEFAULTS, signIn, attempts);
    }

    private LiveEdge(PlatformServices services, String redis, LiveLimits limits) {
        this(services, redis, limits, SignInConfig.open(), SignInAttempts.unlimited());
    }

    private LiveEdge(
            PlatformServices services, String redis, LiveLimits limits, SignInConfig signIn, SignInAttempts attempts) {
        this.services = services;
        this.vertx = Vertx.vertx();
        this.carrier = new EventCarrier(vertx, redis);
        this.database = new Database(vertx, services.databaseConfig());
        this.journal = new Journal(database, carrier);
        Bus bus = new Bus(vertx);
        LiveEntrance entrance = new LiveEntrance();
        await(vertx.deployVerticle(new WebsocketVerticle(new WebsocketParts(
                bus,
                new JournalHistory(journal, new JobStore(database, journal, bus)),
                carrier,
                new Catalog(database),
                entrance,
                limits,
                SignIn.create(vertx, signIn, new ApiKeyStore(database)),
                attempts,
                Duration.ofMillis(200)))));
        // Behind a router, as in the server: it wraps requests and sockets.
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            channels.put(context.request().remoteAddress().port(), ChannelUnder.of(context.request()));
            entrance.handle(context.request());
        });
        server = await(vertx.createHttpServer(ServerLimits.listenOn("127.0.0.1", 0))
                .requestHandler(router)
                .listen());
    }

    EventCarrier carrier() {
        return carrier;
    }

    int port() {
        return server.actualPort();
    }

    /** Whether the server still has a connection that once asked for something. */
    boolean hasConnection(int clientPort) {
        return Objects.requireNonNull(channels.get(clientPort)).isOpen();
    }

    PlainClient connect() {
        return PlainClient.connect(vertx, port());
    }

    PlainClient connect(String path) {
        return PlainClient.connect(vertx, port(), path);
    }

    /** What a request for a WebSocket is answered: 101 if it is let in. */
    int upgradeStatus(String path) {
        WebSocketClient client = vertx.createWebSocketClient();
        Future<Integer> status = client.connect(port(), "127.0.0.1", path)
                .compose(socket -> socket.close().map(101))
                .recover(error -> error instanceof UpgradeRejectedException rejected
                        ? Future.succeededFuture(rejected.getStatus())
                        : Future.failedFuture(error));
        return await(status.eventually(client::close));
    }

    /** A track under the name that its client has for it. */
    Track newTrack(String clientName) {
        return newTrack(clientName, OwnerId.LOCAL);
    }

    Track newTrack(String clientName, OwnerId owner) {
        Track track = new Track(
                TrackId.random(),
                owner,
                "A Song",
                null,
                null,
                null,
                ExternalId.ofClientName(clientName).value(),
                null,
                null,
                NOW);
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, track)));
        return track;
    }

    static Job job(TrackId track, JobState state, double progress) {
        return new Job(
                JobId.random(),
                JobKind.ANALYZE,
                state,
                track,
                OwnerId.LOCAL,
                progress,
                "",
                1,
                3,
                null,
                NOW,
                null,
                null);
    }

    /** Writes a fact, and has it carried. */
    JobEvent tell(Job job, JobEventType type) {
        return await(database.inTransaction(tx -> journal.append(tx, type, job)));
    }

    /** Has progress carried, which is written nowhere. */
    void progress(Job job) {
        journal.progressed(job);
    }

    @Override
    public void close() {
        await(carrier.close());
        await(database.close());
        await(vertx.close());
    }
}
