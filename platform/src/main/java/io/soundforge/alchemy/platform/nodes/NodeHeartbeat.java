package io.soundforge.alchemy.platform.nodes;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this node's row fresh while it runs, and takes it away when it stops. */
public final class NodeHeartbeat extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(NodeHeartbeat.class);
    private static final Duration PERIOD = Duration.ofSeconds(3);

    private final NodeRegistry registry;
    private final NodeProfile self;
    private final Duration period;
    private Future<Void> beating = Future.succeededFuture();
    private boolean silent;
    private long timer;

    public NodeHeartbeat(NodeRegistry registry, NodeProfile self) {
        this(registry, self, PERIOD);
    }

    NodeHeartbeat(NodeRegistry registry, NodeProfile self, Duration period) {
        this.registry = registry;
        this.self = self;
        this.period = period;
    }

    @Override
    public Future<?> start() {
        timer = vertx.setPeriodic(period.toMillis(), tick -> beat());
        return registry.started(self);
    }

    /** The row goes last: a beat that is under way would bring it back. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return beating.otherwiseEmpty().compose(quiet -> registry.gone(self.name()));
    }

    private void beat() {
        if (beating.isComplete()) {
            beating = registry.beat(self).onSuccess(done -> silent = false).onFailure(this::unheard);
        }
    }

    /** Once per outage. */
    private void unheard(Throwable error) {
        if (!silent) {
            silent = true;
            log.atWarn().addKeyValue("reason", error.getMessage()).log("the others do not hear of this node now");
        }
    }
}
