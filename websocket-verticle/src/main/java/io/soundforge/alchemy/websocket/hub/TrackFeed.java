package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.hub.TrackHistory.Snapshot;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One track's events on this node, in order and without gaps, for everybody who follows it. All calls come on the
 * hub's context; whatever needs a read runs one after the other, so that order holds.
 */
final class TrackFeed {
    private static final Logger log = LoggerFactory.getLogger(TrackFeed.class);

    private final TrackId track;
    private final TrackHistory history;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private ProgressFilter filter = new ProgressFilter();
    private Future<Void> tail = Future.succeededFuture();
    private int waiting;
    private String epoch = "";
    private long position = -1;

    TrackFeed(TrackId track, TrackHistory history) {
        this.track = track;
        this.history = history;
    }

    /** Sends the subscriber a snapshot and, from then on, every delta. */
    Future<Void> join(Subscriber subscriber) {
        return inTurn(() -> current().map(snapshot -> {
            admit(subscriber, snapshot);
            return null;
        }));
    }

    /** Sends the subscriber every delta after a position; a snapshot if there are too many, or the position is not ours. */
    Future<Void> rejoin(Subscriber subscriber, Position after) {
        return inTurn(() -> current().compose(snapshot -> {
            if (!after.epoch().equals(epoch) || after.seq() > snapshot.at().seq()) {
                startAgain(subscriber, snapshot, after);
                return Future.succeededFuture();
            }
            return history.since(track, after.seq()).map(missed -> {
                resume(subscriber, snapshot, missed, after);
                return null;
            });
        }));
    }

    private void resume(Subscriber subscriber, Snapshot snapshot, List<JobEvent> missed, Position after) {
        long now = snapshot.at().seq();
        List<JobEvent> facts = missed.stream().filter(fact -> fact.seq() <= now).toList();
        if (facts.size() != now - after.seq()) {
            startAgain(subscriber, snapshot, after);
            return;
        }
        subscriber.resumed(track, after, true);
        facts.forEach(fact -> tell(subscriber, fact));
        subscribers.add(subscriber);
    }

    private void startAgain(Subscriber subscriber, Snapshot snapshot, Position after) {
        subscriber.resumed(track, after, false);
        admit(subscriber, snapshot);
    }

    private void admit(Subscriber subscriber, Snapshot snapshot) {
        subscriber.snapshot(track, snapshot.at(), snapshot.jobs());
        subscribers.add(subscriber);
    }

    /** Where the track stands; everybody who follows it already is brought there too. */
    private Future<Snapshot> current() {
        return history.snapshot(track).compose(snapshot -> {
            if (position < 0 || !epoch.equals(snapshot.at().epoch())) {
                startFrom(snapshot);
            }
            return catchUpTo(snapshot.at().seq()).map(snapshot);
        });
    }

    /** What was told before belongs to another journal, if anything was. */
    private void startFrom(Snapshot snapshot) {
        epoch = snapshot.at().epoch();
        position = snapshot.at().seq();
        filter = new ProgressFilter();
        filter.startFrom(snapshot.jobs());
        List.copyOf(subscribers)
                .forEach(subscriber -> guarded(() -> subscriber.snapshot(track, snapshot.at(), snapshot.jobs())));
    }

    void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Whether nobody follows the track and nobody is about to. */
    boolean idle() {
        return subscribers.isEmpty() && waiting == 0;
    }

    /** An event that the carrier brought. */
    void accept(JobEvent event) {
        if (waiting == 0) {
            deliverOrFill(event);
        } else if (event.fact()) {
            // Progress that meets a running read is simply superseded by the next one.
            inTurn(() -> deliverOrFill(event));
        }
    }

    /** What the table says the last fact is: a later one than ours, or of another journal, means that we missed some. */
    void check(Position last) {
        if (position >= 0 && !last.epoch().equals(epoch)) {
            inTurn(() -> current().mapEmpty());
        } else if (position >= 0 && last.seq() > position) {
            inTurn(() -> catchUpTo(last.seq()));
        }
    }

    private Future<Void> deliverOrFill(JobEvent event) {
        if (position < 0) {
            return Future.succeededFuture();
        }
        if (!event.fact()) {
            deliver(event);
        } else if (event.seq() == position + 1) {
            position = event.seq();
            deliver(event);
        } else if (event.seq() > position) {
            return waiting > 0 ? catchUpTo(event.seq()) : inTurn(() -> catchUpTo(event.seq()));
        }
        return Future.succeededFuture();
    }

    private Future<Void> catchUpTo(long seq) {
        if (seq <= position) {
            return Future.succeededFuture();
        }
        // Later ones are left to the carrier or the next check: whoever is just joining must not miss them.
        return history.since(track, position).map(missed -> {
            missed.stream().filter(fact -> fact.seq() <= seq).forEach(this::deliverNext);
            return null;
        });
    }

    private void deliverNext(JobEvent fact) {
        if (fact.seq() > position) {
            position = fact.seq();
            deliver(fact);
        }
    }

    private void deliver(JobEvent event) {
        JobEvent shown = filter.clamped(event);
        if (filter.admits(event)) {
            List.copyOf(subscribers).forEach(subscriber -> tell(subscriber, shown));
        }
    }

    private void tell(Subscriber subscriber, JobEvent event) {
        guarded(() -> subscriber.delta(event));
    }

    /** One that cannot be told must not keep the others from hearing it. */
    private void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("trackId", track).setCause(e).log("a subscriber could not be told");
        }
    }

    private Future<Void> inTurn(Supplier<Future<Void>> step) {
        waiting++;
        Future<Void> result = tail.compose(done -> step.get()).onComplete(done -> waiting--);
        tail = result.otherwise(error -> {
            log.atWarn()
                    .addKeyValue("trackId", track)
                    .setCause(error)
                    .log("could not read a track's facts; the next position check tries again");
            return null;
        });
        return result;
    }
}
