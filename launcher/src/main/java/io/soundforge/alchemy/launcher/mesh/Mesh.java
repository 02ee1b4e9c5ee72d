package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.analysis.AnalysisParts;
import io.soundforge.alchemy.analysis.AnalysisVerticle;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.install.AddressRule;
import io.soundforge.alchemy.audio.inference.install.DownloadSettings;
import io.soundforge.alchemy.audio.inference.install.ModelInstaller;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.download.DownloadVerticle;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.GatewayVerticle;
import io.soundforge.alchemy.gateway.admission.Admission;
import io.soundforge.alchemy.launcher.config.JobSettings;
import io.soundforge.alchemy.launcher.figures.Instruments;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.health.Condition;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.http.MetricsPage;
import io.soundforge.alchemy.platform.http.MissingRole;
import io.soundforge.alchemy.platform.jobs.JobLimits;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.jobs.QueueDepths;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.nodes.ClusterMembers;
import io.soundforge.alchemy.platform.nodes.MeshStatus;
import io.soundforge.alchemy.platform.nodes.NodeHeartbeat;
import io.soundforge.alchemy.platform.nodes.NodeListener;
import io.soundforge.alchemy.platform.nodes.NodeRegistry;
import io.soundforge.alchemy.platform.uploads.OwnerRoom;
import io.soundforge.alchemy.platform.webhook.WebhookVerticle;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.soundforge.alchemy.processing.ProcessingVerticle;
import io.soundforge.alchemy.processing.install.InstallParts;
import io.soundforge.alchemy.spotify.SpotifyVerticle;
import io.soundforge.alchemy.websocket.LiveEntrance;
import io.soundforge.alchemy.websocket.WebsocketParts;
import io.soundforge.alchemy.websocket.WebsocketVerticle;
import io.soundforge.alchemy.websocket.hub.JournalHistory;
import io.vertx.core.Deployable;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who plays which role in a process, and what each is given. Only what its roles need is looked for: no ffmpeg for a
 * gateway, no models where nothing is separated.
 */
final class Mesh {
    private static final Duration POSITION_CHECK = Duration.ofSeconds(5);

    /** Looking up links and analysing leave next to nothing behind. */
    private static final Set<JobKind> NEEDS_ROOM =
            Set.of(JobKind.DOWNLOAD, JobKind.SEPARATE, JobKind.EXPORT, JobKind.INSTALL);

    private final MeshConfig config;
    private final Foundation foundation;
    private final NodeRegistry nodes;
    private final MeshStatus status;
    private final Instruments instruments;
    private final Condition condition;
    private final LiveEntrance sockets = new LiveEntrance();
    private @Nullable AudioTools audio;

    Mesh(
            MeshConfig config,
            Foundation foundation,
            ClusterMembers members,
            Instruments instruments,
            Readiness readiness) {
        this.config = config;
        this.foundation = foundation;
        this.instruments = instruments;
        this.condition = Condition.of(
                readiness,
                foundation.blobs(),
                new JobReader(foundation.database()),
                config.observation().diskReserve());
        foundation
                .jobs()
                .hold(kind -> NEEDS_ROOM.contains(kind) && condition.disk().low());
        this.nodes = new NodeRegistry(foundation.database());
        this.status = new MeshStatus(nodes, new QueueDepths(foundation.database()), members);
    }

    /** Whoever works behind the edge, in the order of their start. May look for ffmpeg, or unpack it: blocks. */
    List<Deployable> behindTheEdge() {
        List<Deployable> verticles = new ArrayList<>();
        verticles.add(heartbeat());
        add(verticles, Role.WEBSOCKET, this::websocket);
        add(verticles, Role.SPOTIFY, this::spotify);
        add(verticles, Role.DOWNLOAD, this::download);
        add(verticles, Role.PROCESSING, this::processing);
        add(verticles, Role.ANALYSIS, this::analysis);
        add(verticles, Role.WEBHOOK, this::webhook);
        return verticles;
    }

    private void add(List<Deployable> verticles, Role role, Supplier<Deployable> verticle) {
        if (config.cluster().plays(role)) {
            verticles.add(verticle.get());
        }
    }

    /** The gateway, or a small listener where there is none. */
    Edge edge() {
        if (config.cluster().plays(Role.GATEWAY)) {
            GatewayVerticle gateway = gateway();
            return new Edge(gateway, gateway::port);
        }
        NodeListener listener = new NodeListener(
                config.listener(),
                config.cluster().roles(),
                liveEdge(),
                condition,
                foundation.signIn(),
                foundation.attempts(),
                new MetricsPage(instruments.exposition()));
        return new Edge(listener, listener::port);
    }

    private Handler<HttpServerRequest> liveEdge() {
        return config.cluster().plays(Role.WEBSOCKET) ? sockets : new MissingRole(Role.WEBSOCKET);
    }

    /** Found or unpacked when the first role asks that handles audio. */
    private AudioTools audio() {
        AudioTools tools = audio == null ? AudioTools.build(config) : audio;
        instruments.figures().gauge(Figure.ENGINES, tools.models()::loaded);
        audio = tools;
        return tools;
    }

    private NodeHeartbeat heartbeat() {
        return new NodeHeartbeat(nodes, config.profile());
    }

    private GatewayVerticle gateway() {
        return new GatewayVerticle(new GatewayParts(
                config.gateway(),
                foundation.bus(),
                foundation.database(),
                foundation.jobs(),
                foundation.journal(),
                foundation.catalog(),
                foundation.blobs(),
                foundation.carrier(),
                status,
                foundation.signIn(),
                liveEdge(),
                config.download().allowed(),
                config.download().buckets(),
                new Admission(
                        config.edge().proxies(),
                        config.edge().connections(),
                        config.rateLimits(),
                        foundation.buckets(),
                        foundation.audit(),
                        foundation.attempts()),
                condition,
                instruments.exposition()));
    }

    private WebsocketVerticle websocket() {
        return new WebsocketVerticle(new WebsocketParts(
                foundation.bus(),
                new JournalHistory(foundation.journal(), foundation.jobs()),
                foundation.carrier(),
                foundation.catalog(),
                sockets,
                config.live(),
                foundation.signIn(),
                foundation.attempts(),
                POSITION_CHECK,
                instruments.figures()));
    }

    private SpotifyVerticle spotify() {
        return new SpotifyVerticle(new SpotifyVerticle.Parts(
                config.spotify(),
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                config.redisUri(),
                runner(JobKind.RESOLVE),
                InstantSource.system()));
    }

    private DownloadVerticle download() {
        return new DownloadVerticle(new DownloadVerticle.Parts(
                config.download(),
                audio().ffmpeg(),
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                foundation.blobs(),
                runner(JobKind.DOWNLOAD),
                foundation.buckets(),
                instruments.figures()));
    }

    private ProcessingVerticle processing() {
        return new ProcessingVerticle(
                new ProcessingParts(
                        foundation.bus(),
                        foundation.jobs(),
                        foundation.catalog(),
                        foundation.blobs(),
                        new OwnerRoom(
                                foundation.database(), config.gateway().intake().quota()),
                        audio().models(),
                        audio().separator(),
                        audio().exporter(),
                        config.segments(),
                        runner(JobKind.SEPARATE),
                        runner(JobKind.EXPORT)),
                installs());
    }

    /** Links lead where those of audio may. */
    private InstallParts installs() {
        ModelRegistry models = audio().models();
        AddressRule addresses = AddressRule.publicOr(config.download().allowed());
        return new InstallParts(
                models,
                new ModelInstaller(config.modelsFolder(), models, DownloadSettings.of(addresses)),
                new ModelVerifier(config.modelsFolder(), models),
                config.modelLinks(),
                runner(JobKind.INSTALL));
    }

    private AnalysisVerticle analysis() {
        return new AnalysisVerticle(new AnalysisParts(
                foundation.bus(),
                foundation.jobs(),
                foundation.catalog(),
                foundation.blobs(),
                audio().probe(),
                audio().analyzer(),
                runner(JobKind.ANALYZE)));
    }

    /** Links lead where those of audio may. */
    private WebhookVerticle webhook() {
        return new WebhookVerticle(WebhookVerticle.Parts.of(
                foundation.database(), config.node(), config.download().allowed(), instruments.figures()));
    }

    private RunnerConfig runner(JobKind kind) {
        JobSettings jobs = config.jobs();
        return RunnerConfig.of(config.node(), jobs.slotsOf(kind), RetryPolicy.of(kind))
                .within(JobLimits.of(kind, jobs.wall(), jobs.stall()))
                .perOwner(jobs.mostPerOwner());
    }
}
