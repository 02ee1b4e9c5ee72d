package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.launcher.cluster.Backbone;
import io.soundforge.alchemy.launcher.figures.Instruments;
import io.soundforge.alchemy.launcher.tracing.Tracing;
import io.soundforge.alchemy.platform.database.Migrations;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.http.MetricsListener;
import io.soundforge.alchemy.platform.idempotency.AnswerStore;
import io.soundforge.alchemy.platform.jobs.Retention;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** This process's part of the mesh while it runs. Starting and stopping block; call them from a thread of your own. */
public final class RunningMesh {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;

    private final MeshConfig config;
    private final Vertx vertx;
    private final Foundation foundation;
    private final Mesh mesh;
    private final Deque<String> deployed = new ArrayDeque<>();
    private final Instruments instruments;
    private final Tracing tracing;
    private final Readiness readiness;
    private @Nullable IntSupplier port;

    private RunningMesh(MeshConfig config, Backbone backbone, Instruments instruments, Tracing tracing) {
        this.config = config;
        this.vertx = backbone.vertx();
        this.instruments = instruments;
        this.tracing = tracing;
        this.foundation = Foundation.build(vertx, config, instruments.figures(), tracing.traces());
        this.readiness = foundation.readiness();
        this.mesh = new Mesh(config, foundation, backbone.members(), instruments, readiness);
    }

    /** Migrates the database, joins the others, deploys everything, and returns when the edge listens. */
    public static RunningMesh start(MeshConfig config) throws TimeoutException {
        Migrations.migrate(config.database());
        Instruments instruments = Instruments.of(config.version());
        Tracing tracing = Tracing.of(config.observation().tracing(), config.version(), config.node());
        Backbone backbone = backbone(config, instruments, tracing);
        RunningMesh running = new RunningMesh(config, backbone, instruments, tracing);
        try {
            running.deployAll().await(START_SECONDS, TimeUnit.SECONDS);
            return running;
        } catch (Throwable e) {
            running.stopAfter(e);
            throw e;
        }
    }

    private static Backbone backbone(MeshConfig config, Instruments instruments, Tracing tracing)
            throws TimeoutException {
        try {
            return Backbone.of(
                    config.cluster(),
                    (builder, options) -> tracing.follow(instruments.measure(
                            builder, options, config.observation().slowStatement())));
        } catch (Throwable e) {
            tracing.close();
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

    /** The port that the edge listens on. */
    public int port() {
        IntSupplier known = port;
        if (known == null) {
            throw new IllegalStateException("the mesh has not started");
        }
        return known.getAsInt();
    }

    /**
     * Says that it is not ready, for a while if that is configured, takes no more requests, gives running jobs back to the queue, leaves the cluster, closes every connection.
     *
     * @throws java.util.concurrent.TimeoutException if that takes longer than the patience
     */
    public void stop(Duration patience) throws TimeoutException {
        // A future of no context: one of an event loop could not complete once the loops are gone.
        try {
            Future.succeededFuture()
                    .eventually(this::drain)
                    .eventually(this::closeToTheWorld)
                    .eventually(this::undeployTheRest)
                    .eventually(foundation::close)
                    .eventually(vertx::close)
                    .await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            tracing.close();
        }
    }

    /** Balancers look now and then only: until they have, requests still come and are answered. */
    private Future<Void> drain() {
        readiness.draining();
        Duration drain = config.observation().drain();
        return drain.isZero() || port == null
                ? Future.succeededFuture()
                : vertx.timer(drain.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    private Future<Void> closeToTheWorld() {
        return deployed.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployed.pop());
    }

    /** Side by side: nobody claims more work while another is still giving its own back. */
    private Future<Void> undeployTheRest() {
        return Future.join(deployed.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    /** The edge comes last and goes first: whoever is let in finds everybody at work. */
    private Future<Void> deployAll() {
        List<Deployable> verticles = mesh.behindTheEdge(); // made by this thread, which may block
        Edge edge = mesh.edge();
        Future<Void> done = foundation.jobs().expireLeasesOf(config.node());
        for (Deployable verticle : verticles) {
            done = done.compose(before -> deploy(verticle));
        }
        return done.compose(before -> deployListener())
                .compose(before -> deploy(edge.verticle()))
                .onSuccess(up -> {
                    port = edge.port();
                    readiness.serving();
                    new Housekeeping(
                                    vertx,
                                    foundation.jobs(),
                                    foundation.blobs(),
                                    new AnswerStore(foundation.database()),
                                    new UploadStore(foundation.database()),
                                    foundation.audit(),
                                    config.edge().auditKept())
                            .start();
                    new OldJobs(vertx, new Retention(foundation.database()), config.jobs()).start();
                });
    }

    /** Whoever collects figures may look while others are still being started. */
    private Future<Void> deployListener() {
        instruments.watch(vertx, new MeshFigures(foundation, config, readiness, instruments.figures()));
        OptionalInt metricsPort = config.observation().metricsPort();
        return metricsPort.isEmpty()
                ? Future.succeededFuture()
                : deploy(new MetricsListener(
                        config.observation().metricsHost(), metricsPort.getAsInt(), instruments.exposition()));
    }

    private Future<Void> deploy(Deployable verticle) {
        return vertx.deployVerticle(verticle).onSuccess(deployed::push).mapEmpty();
    }
}
