package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.health.Glance;
import io.soundforge.alchemy.platform.health.Readiness;
import io.soundforge.alchemy.platform.jobs.QueueDepth;
import io.soundforge.alchemy.platform.jobs.QueueDepths;
import io.soundforge.alchemy.platform.nodes.Node;
import io.soundforge.alchemy.platform.nodes.NodeRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Figures that nobody counts but that can be looked up: looked up when somebody collects, every few seconds at most. Those
 * of the whole mesh are told by gateways only, so that a hundred workers do not ask the database the same.
 */
final class MeshFigures implements Supplier<Future<Void>> {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<Figure, Glance<Boolean>> looks;
    private final Readiness readiness;
    private final Figures figures;
    private final Map<List<String>, Double> values = new ConcurrentHashMap<>();

    MeshFigures(Foundation foundation, MeshConfig config, Readiness readiness, Figures figures) {
        this.readiness = readiness;
        this.figures = figures;
        Glance<Boolean> disk = new Glance<>(
                () -> foundation.blobs().usableBytes().map(bytes -> set(Figure.DISK_FREE, bytes)),
                false,
                PATIENCE,
                FRESH);
        this.looks = config.cluster().plays(Role.GATEWAY)
                ? Map.of(
                        Figure.DISK_FREE, disk,
                        Figure.QUEUE_JOBS, queue(foundation),
                        Figure.NODES, nodes(foundation),
                        Figure.STORED_BYTES, stored(foundation))
                : Map.of(Figure.DISK_FREE, disk);
        config.profile().slotsByKind().forEach((kind, slots) -> set(Figure.SLOTS, slots, kind));
    }

    private Glance<Boolean> queue(Foundation foundation) {
        QueueDepths depths = new QueueDepths(foundation.database());
        return new Glance<>(() -> depths.all().map(this::tellQueue), false, PATIENCE, FRESH);
    }

    private Glance<Boolean> nodes(Foundation foundation) {
        NodeRegistry nodes = new NodeRegistry(foundation.database());
        return new Glance<>(() -> nodes.alive().map(this::tellNodes), false, PATIENCE, FRESH);
    }

    private Glance<Boolean> stored(Foundation foundation) {
        return new Glance<>(
                () -> foundation.catalog().storedBytes().map(bytes -> set(Figure.STORED_BYTES, bytes)),
                false,
                PATIENCE,
                SELDOM);
    }

    @Override
    public Future<Void> get() {
        Future<Readiness.Report> parts = readiness.report().onSuccess(this::tellParts);
        return Future.join(looks.entrySet().stream()
                        .map(look -> look.getValue().look().onSuccess(told -> forgetUnless(told, look.getKey())))
                        .toList())
                .compose(looked -> parts)
                .mapEmpty();
    }

    /** An old number would look as if all were well. */
    private void forgetUnless(boolean told, Figure figure) {
        if (!told) {
            values.replaceAll((key, value) -> key.contains(figure.name()) ? Double.NaN : value);
        }
    }

    private void tellParts(Readiness.Report report) {
        report.services().forEach((part, word) -> set(Figure.READY, word.equals("up") ? 1 : 0, part));
    }

    private boolean tellQueue(List<QueueDepth> depths) {
        for (QueueDepth depth : depths) {
            if (JobKind.find(depth.kind()).isPresent()) {
                set(Figure.QUEUE_JOBS, depth.queued(), depth.kind(), "queued");
                set(Figure.QUEUE_JOBS, depth.waiting(), depth.kind(), "waiting");
                set(Figure.QUEUE_JOBS, depth.running(), depth.kind(), "running");
                Double oldest = depth.oldestQueuedSeconds();
                set(Figure.QUEUE_OLDEST, oldest == null ? 0 : oldest, depth.kind());
            }
        }
        return true;
    }

    private boolean tellNodes(List<Node> nodes) {
        for (Role role : Role.values()) {
            long playing = nodes.stream()
                    .filter(node -> node.roles().contains(role.text()))
                    .count();
            set(Figure.NODES, playing, role.text());
        }
        return true;
    }

    private boolean set(Figure figure, Number value, String... labels) {
        List<String> key = key(figure, labels);
        if (values.put(key, value.doubleValue()) == null) {
            figures.gauge(figure, () -> values.getOrDefault(key, Double.NaN), labels);
        }
        return true;
    }

    private static List<String> key(Figure figure, String... labels) {
        List<String> key = new ArrayList<>(List.of(labels));
        key.add(figure.name());
        return List.copyOf(key);
    }
}
