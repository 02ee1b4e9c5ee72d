package io.soundforge.alchemy.platform.events;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that listens on all channels. When it breaks, a new client is made: a broken connection and its
 * subscription never come back by themselves. A connection on which nothing comes back, not even our own pulse, counts
 * as broken too: a firewall that forgets it tells nobody.
 */
final class Subscriber {
    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

    private static final int CONNECT_SECONDS = 5;
    private static final int SILENT_PULSES = 3;
    /** Told from the words of checks, which have a clock of their own. */
    private static final String PULSE = "pulse";

    private final Vertx vertx;
    private final Figures figures;
    private final RedisOptions options;
    private final BackOff backOff = new BackOff();
    private final List<Consumer<JobEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> reconnectActions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Promise<Void> standing = Promise.promise();

    private final long pulseMillis;
    private final String pulseChannel = "alchemy:pulse:" + UUID.randomUUID();

    private final Set<Promise<Void>> echoes = ConcurrentHashMap.newKeySet();

    private volatile long lastHeardNanos;
    private volatile long pulseNanos;
    private volatile boolean closed;
    private volatile @Nullable Redis client;
    private volatile boolean stoodBefore;

    /** @param options of a client of one connection; one more is taken for the pulse */
    Subscriber(Vertx vertx, RedisOptions options, Duration pulse, Figures figures) {
        this.vertx = vertx;
        this.figures = figures;
        figures.gauge(Figure.EVENTS_SILENCE, this::silentSeconds);
        this.options = new RedisOptions(options).setMaxPoolSize(2);
        this.pulseMillis = pulse.toMillis();
    }

    Future<Void> add(Consumer<JobEvent> listener) {
        listeners.add(listener);
        if (started.compareAndSet(false, true)) {
            connect();
        }
        return standing.future();
    }

    private double silentSeconds() {
        return stoodBefore ? (System.nanoTime() - lastHeardNanos) / 1e9 : Double.NaN;
    }

    void onReconnect(Runnable action) {
        reconnectActions.add(action);
    }

    /** Says a word on a channel of our own and completes when it comes back; at once if nobody listens. */
    Future<Void> hears() {
        Redis open = client;
        if (!started.get() || open == null) {
            return Future.succeededFuture();
        }
        Promise<Void> echo = Promise.promise();
        echoes.add(echo);
        open.send(Request.cmd(Command.PUBLISH).arg(pulseChannel).arg("")).onFailure(echo::tryFail);
        return echo.future().timeout(CONNECT_SECONDS, TimeUnit.SECONDS).onComplete(heard -> echoes.remove(echo));
    }

    Future<Void> close() {
        closed = true;
        Redis open = client;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private void connect() {
        if (closed) {
            return;
        }
        Redis fresh = Redis.createClient(vertx, options);
        client = fresh;
        AtomicBoolean broken = new AtomicBoolean();
        Runnable onBreak = () -> {
            if (broken.compareAndSet(false, true)) {
                reconnectLater(fresh);
            }
        };
        fresh.connect()
                .compose(connection -> listenOn(connection, onBreak))
                .timeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .onSuccess(done -> stands())
                .onSuccess(done -> watch(fresh, broken, onBreak))
                .onFailure(error -> onBreak.run());
    }

    private Future<Response> listenOn(RedisConnection connection, Runnable onBreak) {
        connection.handler(this::receive);
        connection.endHandler(end -> onBreak.run());
        connection.exceptionHandler(error -> onBreak.run());
        Request subscribe = Request.cmd(Command.SUBSCRIBE);
        Channels.all().forEach(subscribe::arg);
        subscribe.arg(pulseChannel);
        return connection.send(subscribe);
    }

    private void stands() {
        backOff.reset();
        if (!stoodBefore) {
            stoodBefore = true;
            standing.complete();
            return;
        }
        log.info("subscribed to events again");
        reconnectActions.forEach(action -> guarded(action, "an action after a reconnect failed"));
    }

    private void watch(Redis fresh, AtomicBoolean broken, Runnable onBreak) {
        lastHeardNanos = System.nanoTime();
        vertx.setPeriodic(pulseMillis, timer -> {
            if (broken.get() || closed) {
                vertx.cancelTimer(timer);
            } else if (System.nanoTime() - lastHeardNanos
                    > TimeUnit.MILLISECONDS.toNanos(pulseMillis) * SILENT_PULSES) {
                onBreak.run();
            } else {
                pulseNanos = System.nanoTime();
                fresh.send(Request.cmd(Command.PUBLISH).arg(pulseChannel).arg(PULSE))
                        .onFailure(error -> log.atDebug().setCause(error).log("no pulse"));
            }
        });
    }

    private void reconnectLater(Redis broken) {
        broken.close();
        if (closed) {
            return;
        }
        if (backOff.first()) {
            log.warn("no subscription to events now; trying again");
        }
        vertx.setTimer(backOff.nextMillis(), timer -> connect());
    }

    /** A push is {@code [message, channel, payload]}; confirmations of subscriptions have other first words. */
    private void receive(@Nullable Response push) {
        lastHeardNanos = System.nanoTime();
        if (push == null || push.size() != 3 || !"message".equals(push.get(0).toString())) {
            return;
        }
        if (pulseChannel.equals(push.get(1).toString())) {
            if (PULSE.equals(push.get(2).toString())) {
                figures.took(Figure.EVENTS_ECHO, lastHeardNanos - pulseNanos);
            }
            echoes.forEach(Promise::tryComplete);
            return;
        }
        figures.count(Figure.EVENTS_HEARD);
        guarded(
                () -> {
                    JobEvent event = WireJson.read(push.get(2).toString(), JobEvent.class);
                    listeners.forEach(listener -> guarded(() -> listener.accept(event), "a listener failed"));
                },
                "an event could not be read");
    }

    private static void guarded(Runnable action, String complaint) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log(complaint);
        }
    }
}
