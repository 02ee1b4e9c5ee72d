package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who follows which track on this node. May be called from any thread; everything happens on one context, so nothing
 * here needs a lock.
 */
public final class LiveHub {
    private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

    private final Context context;
    private final TrackHistory history;
    private final Map<TrackId, TrackFeed> feeds = new HashMap<>();

    public LiveHub(Context context, TrackHistory history) {
        this.context = context;
        this.history = history;
    }

    /** Completes once the subscriber has its snapshot. */
    public Future<Void> subscribe(TrackId track, Subscriber subscriber) {
        Promise<Void> joined = Promise.promise();
        context.runOnContext(go -> feeds.computeIfAbsent(track, id -> new TrackFeed(id, history))
                .join(subscriber)
                .onComplete(joined));
        return joined.future();
    }

    /** As {@link #subscribe}, but goes on after a position; with a snapshot only if what came since cannot be told. */
    public Future<Void> resume(TrackId track, Subscriber subscriber, Position after) {
        Promise<Void> joined = Promise.promise();
        context.runOnContext(go -> feeds.computeIfAbsent(track, id -> new TrackFeed(id, history))
                .rejoin(subscriber, after)
                .onComplete(joined));
        return joined.future();
    }

    /** Which journal is told now. */
    public Future<String> epoch() {
        return history.heads(List.of()).map(Journal.Heads::epoch);
    }

    /** Does something in turn with everything else of the live edge. */
    public void run(Runnable step) {
        context.runOnContext(go -> step.run());
    }

    public void unsubscribe(TrackId track, Subscriber subscriber) {
        context.runOnContext(go -> {
            TrackFeed feed = feeds.get(track);
            if (feed != null) {
                feed.leave(subscriber);
                feeds.values().removeIf(TrackFeed::idle);
            }
        });
    }

    /** An event that the carrier brought. */
    public void accept(JobEvent event) {
        context.runOnContext(go -> {
            TrackFeed feed = feeds.get(event.job().track());
            if (feed != null) {
                feed.accept(event);
            }
        });
    }

    /** Compares our positions with the table, so that a lost last fact heals too. */
    public void checkPositions() {
        context.runOnContext(go -> {
            feeds.values().removeIf(TrackFeed::idle);
            if (feeds.isEmpty()) {
                return;
            }
            history.heads(List.copyOf(feeds.keySet()))
                    .onSuccess(heads -> context.runOnContext(back ->
                            heads.last().forEach((track, last) -> check(track, new Position(heads.epoch(), last)))))
                    .onFailure(error -> log.warn("positions not checked, will be in a few seconds", error));
        });
    }

    private void check(TrackId track, Position last) {
        TrackFeed feed = feeds.get(track);
        if (feed != null) {
            feed.check(last);
        }
    }
}
