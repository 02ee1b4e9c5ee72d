package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells receivers what happened: passes facts on to the queue, claims what is due, sends, writes down what came of it. */
public final class WebhookVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(WebhookVerticle.class);
    private static final int SLOTS = 64;
    private static final int PULSES_PER_RESCUE = 10;
    private static final int PULSES_PER_PRUNING = 600;
    private static final int WRITES = 40;
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Parts parts;
    private final DeliveryQueue queue;
    private final FactRelay relay;
    private final Set<Future<?>> inFlight = new HashSet<>();
    private @Nullable WorkerExecutor workers;
    private @Nullable WebhookSender sender;
    private Future<Void> round = Future.succeededFuture();
    private boolean again;
    private boolean stopping;
    private boolean silent;
    private long pulses;
    private long timer;

    public WebhookVerticle(Parts parts) {
        this.parts = parts;
        this.queue = new DeliveryQueue(parts.database());
        this.relay = new FactRelay(parts.database(), queue, parts.clock());
    }

    /**
     * What the verticle works with.
     *
     * @param node names this process in leases; no other living process has the name
     * @param allowed {@code host:port} pairs that endpoints may lead to wherever they are
     * @param pulse how often the outbox and the queue are looked at
     */
    public record Parts(
            Database database, String node, Set<String> allowed, InstantSource clock, Duration pulse, Figures figures) {
        public Parts(Database database, String node, Set<String> allowed, InstantSource clock, Duration pulse) {
            this(database, node, allowed, clock, pulse, Figures.NONE);
        }

        /** Looks twice a second. */
        public static Parts of(Database database, String node, Set<String> allowed, Figures figures) {
            return new Parts(database, node, allowed, InstantSource.system(), Duration.ofMillis(500), figures);
        }
    }

    @Override
    public Future<?> start() {
        WorkerExecutor pool = vertx.createSharedWorkerExecutor("webhook-names", SLOTS);
        workers = pool;
        DestinationGuard guard = new DestinationGuard(parts.allowed(), HostNames.system(pool));
        sender = new WebhookSender(vertx, guard, parts.clock(), SLOTS);
        timer = vertx.setPeriodic(parts.pulse().toMillis(), tick -> pulse());
        return queue.expireLeasesOf(parts.node());
    }

    /** What is still in flight after the farewell is for others, or for the next start. */
    @Override
    public Future<?> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        return round.otherwiseEmpty()
                .compose(quiet -> Future.join(List.copyOf(inFlight)).otherwiseEmpty())
                .timeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .eventually(() -> queue.expireLeasesOf(parts.node()))
                .eventually(() -> Objects.requireNonNull(sender).close())
                .eventually(() -> Objects.requireNonNull(workers).close());
    }

    private void pulse() {
        pulses++;
        if (pulses % PULSES_PER_RESCUE == 0) {
            tolerate(queue.rescue());
        }
        if (pulses % PULSES_PER_PRUNING == 0) {
            tolerate(queue.prune());
        }
        look();
    }

    /** One round at a time; who asks during one gets another after it. */
    private void look() {
        if (stopping) {
            return;
        }
        if (!round.isComplete()) {
            again = true;
            return;
        }
        again = false;
        round = relayAll().compose(relayed -> claim());
        tolerate(round).onSuccess(done -> {
            if (again) {
                look();
            }
        });
    }

    private Future<Void> relayAll() {
        return relay.relay()
                .compose(count -> count == FactRelay.AT_ONCE && !stopping ? relayAll() : Future.succeededFuture());
    }

    private Future<Void> claim() {
        int free = SLOTS - inFlight.size();
        if (free == 0 || stopping) {
            return Future.succeededFuture();
        }
        return queue.claim(parts.node(), free, DeliveryQueue.LEASE)
                .onSuccess(parcels -> parcels.forEach(this::deliver))
                .mapEmpty();
    }

    private void deliver(Parcel parcel) {
        Future<Void> delivery = Objects.requireNonNull(sender)
                .send(parcel)
                .compose(answer -> finish(
                        parcel, answer, Verdict.of(answer, parcel.failed(), ThreadLocalRandom.current()), WRITES));
        inFlight.add(delivery);
        delivery.onComplete(ended -> {
            inFlight.remove(delivery);
            look();
        });
    }

    /** The receiver has heard it: while the database is away it is worth waiting, for as long as the lease may hold. */
    private Future<Void> finish(Parcel parcel, ReceiverAnswer answer, Verdict verdict, int writesLeft) {
        return tolerate(queue.finish(parcel, answer, verdict))
                .onSuccess(held -> parts.figures()
                        .count(Figure.WEBHOOKS, verdict.next().name().toLowerCase(Locale.ROOT)))
                .onSuccess(held -> log.atDebug()
                        .addKeyValue("delivery", parcel.id())
                        .addKeyValue("held", held)
                        .log("a try has ended: {}", verdict.next()))
                .<Void>mapEmpty()
                .recover(error -> writesLeft > 1 && !stopping
                        ? vertx.timer(WRITE_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                                .compose(waited -> finish(parcel, answer, verdict, writesLeft - 1))
                        : Future.failedFuture(error));
    }

    /** What fails now is tried again at the next pulse; it is said once per outage. */
    private <T> Future<T> tolerate(Future<T> work) {
        return work.onSuccess(done -> silent = false).onFailure(error -> {
            if (!silent) {
                silent = true;
                log.atWarn().setCause(error).log("webhooks are delayed: the queue could not be used");
            }
        });
    }
}
