package io.soundforge.alchemy.platform.events;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events to every socket node over Redis pub/sub, on channels named as {@link JobEvent#name()}. Best effort:
 * the journal is the truth. Reconnects by itself with back-off.
 */
public final class EventCarrier {
    private static final Logger log = LoggerFactory.getLogger(EventCarrier.class);
    private static final int TIMEOUT_SECONDS = 5;
    private static final int WAITING = 2048;
    private static final Duration PULSE = Duration.ofSeconds(5);

    private final Figures figures;
    private final Redis publisher;
    private final Subscriber subscriber;
    private final AtomicBoolean outage = new AtomicBoolean();

    /** @param redisUri {@code redis://[:password@]host:port[/db]} */
    public EventCarrier(Vertx vertx, String redisUri) {
        this(vertx, redisUri, Figures.NONE);
    }

    /** @param figures told of what is carried and heard, and of how long that takes */
    public EventCarrier(Vertx vertx, String redisUri, Figures figures) {
        this(vertx, redisUri, PULSE, figures);
    }

    EventCarrier(Vertx vertx, String redisUri, Duration pulse) {
        this(vertx, redisUri, pulse, Figures.NONE);
    }

    EventCarrier(Vertx vertx, String redisUri, Duration pulse, Figures figures) {
        this.figures = figures;
        publisher = Redis.createClient(vertx, options(redisUri).setPoolName("events-out"));
        subscriber = new Subscriber(vertx, options(redisUri).setPoolName("events-in"), pulse, figures);
    }

    /** Sends and forgets; a failure is logged, never thrown. Events of one node arrive in the order of the calls. */
    public void publish(JobEvent event) {
        Future.succeededFuture()
                .compose(start -> publisher.send(
                        Request.cmd(Command.PUBLISH).arg(event.name()).arg(WireJson.write(event))))
                .onSuccess(receivers -> carriesAgain())
                .onFailure(this::notCarried);
    }

    /**
     * Receives every event of every node until closed. The future completes when the subscription stands; while Redis
     * does not answer it keeps trying.
     */
    public Future<Void> subscribe(Consumer<JobEvent> listener) {
        return subscriber.add(listener);
    }

    /** Receives no more; publishing goes on. A verticle that subscribed does so before it is gone. */
    public Future<Void> unsubscribe() {
        return subscriber.close();
    }

    /** Called whenever the subscription stands again after a break: facts may have been missed. */
    public void onReconnect(Runnable action) {
        subscriber.onReconnect(action);
    }

    public Future<Void> check() {
        return publisher
                .send(Request.cmd(Command.PING))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .mapEmpty();
    }

    /**
     * Whether what is published comes back over the subscription, which may be dead while Redis answers well. Fails if it
     * does not within seconds; it is made anew by itself. Fine for who does not listen.
     */
    public Future<Void> checkHearing() {
        return subscriber.hears();
    }

    public Future<Void> close() {
        return subscriber.close().eventually(publisher::close);
    }

    private void carriesAgain() {
        figures.count(Figure.EVENTS_CARRIED, "carried");
        if (outage.compareAndSet(true, false)) {
            log.info("events are carried again");
        }
    }

    /** Once per outage, not once per event. */
    private void notCarried(Throwable error) {
        figures.count(Figure.EVENTS_CARRIED, "lost");
        if (outage.compareAndSet(false, true)) {
            log.atWarn().addKeyValue("reason", error.getMessage()).log("events are not carried now");
        }
    }

    /** One connection, so that nothing overtakes; what is lost in a full queue is healed from the journal. */
    static RedisOptions options(String uri) {
        return new RedisOptions()
                .setConnectionString(uri)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(WAITING)
                .setMaxWaitingHandlers(WAITING)
                .setNetClientOptions(new NetClientOptions()
                        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true));
    }
}
