package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.analysis.AnalysisParts;
import io.soundforge.alchemy.analysis.AnalysisVerticle;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.download.DownloadVerticle;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.GatewayVerticle;
import io.soundforge.alchemy.platform.database.Migrations;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.ProcessingVerticle;
import io.soundforge.alchemy.spotify.SpotifyVerticle;
import io.soundforge.alchemy.websocket.WebsocketParts;
import io.soundforge.alchemy.websocket.WebsocketVerticle;
import io.soundforge.alchemy.websocket.hub.JournalHistory;
import io.soundforge.alchemy.websocket.plain.PlainEntrance;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running mesh of one process: six verticles and what they stand on. Starting and stopping block; call them from a
 * thread of your own.
 */
public final class Mesh {
    private static final int RESOLVERS = 4;
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;
    private static final Duration POSITION_CHECK = Duration.ofSeconds(5);

    private final MeshConfig config;
    private final Vertx vertx;
    private final Foundation foundation;
    private final AudioTools audio;
    private final PlainEntrance sockets = new PlainEntrance();
    private final GatewayVerticle gateway;
    private final Deque<String> deployed = new ArrayDeque<>();

    private Mesh(MeshConfig config) {
        this.config = config;
        this.vertx = Vertx.vertx();
        this.foundation = Foundation.build(vertx, config);
        this.audio = AudioTools.build(config);
        this.gateway = new GatewayVerticle(new GatewayParts(
                config.gateway(),
                foundation.bus(),
                foundation.database(),
                foundation.jobs(),
                foundation.journal(),
                foundation.catalog(),
                foundation.blobs(),
                foundation.carrier(),
                sockets));
    }

    /** Migrates the database, deploys everything, and returns when the gateway listens. */
    public static Mesh start(MeshConfig config) throws TimeoutException {
        Migrations.migrate(config.database());
        Mesh mesh = new Mesh(config);
        try {
            mesh.deployAll().await(START_SECONDS, TimeUnit.SECONDS);
            return mesh;
        } catch (Throwable e) {
            mesh.stopAfter(e);
            throw e;
        }
    }

    private void stopAfter(Throwable failure) {
        try {
            stop(Duration.ofSeconds(STOP_SECONDS));
        } catch (TimeoutException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The port that the gateway listens on. */
    public int port() {
        return gateway.port();
    }

    /**
     * Takes no more requests, gives running jobs back to the queue, closes every connection.
     *
     * @throws java.util.concurrent.TimeoutException if that takes longer than the patience
     */
    public void stop(Duration patience) throws TimeoutException {
        // A future of no context: one of an event loop could not complete once the loops are gone.
        Future.succeededFuture()
                .eventually(this::closeToTheWorld)
                .eventually(this::undeployTheRest)
                .eventually(foundation::close)
                .eventually(vertx::close)
                .await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<Void> closeToTheWorld() {
        return deployed.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployed.pop());
    }

    /** Side by side: nobody claims more work while another is still giving its own back. */
    private Future<Void> undeployTheRest() {
        return Future.join(deployed.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    /** The gateway comes last and goes first: whoever is let in finds everybody at work. */
    private Future<Void> deployAll() {
        return foundation
                .jobs()
                .expireLeasesOf(config.node())
                .compose(done -> deploy(websocket()))
                .compose(done -> deploy(spotify()))
                .compose(done -> deploy(download()))
                .compose(done -> deploy(processing()))
                .compose(done -> deploy(analysis()))
                .compose(done -> deploy(gateway))
                .onSuccess(done -> new Housekeeping(vertx, foundation.jobs(), foundation.blobs()).start());
    }

    private Future<Void> deploy(Deployable verticle) {
        return vertx.deployVerticle(verticle).onSuccess(deployed::push).mapEmpty();
    }

    private WebsocketVerticle websocket() {
        return new WebsocketVerticle(new WebsocketParts(
                new JournalHistory(foundation.journal(), foundation.jobs()),
                foundation.carrier(),
                foundation.catalog(),
                sockets,
                POSITION_CHECK));
    }

    private SpotifyVerticle spotify() {
        return new SpotifyVerticle(new SpotifyVerticle.Parts(
                config.spotify(),
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                runner(RESOLVERS, JobKind.RESOLVE),
                InstantSource.system()));
    }

    private DownloadVerticle download() {
        return new DownloadVerticle(new DownloadVerticle.Parts(
                config.download(),
                config.ffmpeg(),
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                foundation.blobs(),
                runner(config.slots(), JobKind.DOWNLOAD)));
    }

    /** One separation at a time: memory is what it needs most. */
    private ProcessingVerticle processing() {
        return new ProcessingVerticle(new ProcessingParts(
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                foundation.blobs(),
                audio.models(),
                audio.separator(),
                audio.exporter(),
                runner(1, JobKind.SEPARATE),
                runner(1, JobKind.EXPORT)));
    }

    private AnalysisVerticle analysis() {
        return new AnalysisVerticle(new AnalysisParts(
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                foundation.blobs(),
                audio.probe(),
                audio.analyzer(),
                runner(config.slots(), JobKind.ANALYZE)));
    }

    private RunnerConfig runner(int slots, JobKind kind) {
        return RunnerConfig.of(config.node(), slots, RetryPolicy.of(kind));
    }
}
