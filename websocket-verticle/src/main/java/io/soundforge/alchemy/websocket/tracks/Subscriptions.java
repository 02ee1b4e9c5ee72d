package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.hub.Position;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The tracks that one client follows or waits for, by the names that it has for them. */
public final class Subscriptions<F extends Followed> {
    private final LiveHub hub;
    private final TrackGate gate;
    private final WaitingRoom waitingRoom;
    private final OwnerId owner;
    private final int most;
    private final BiFunction<Track, String, F> opening;
    private final Map<String, F> following = new LinkedHashMap<>();
    private final Set<String> resuming = new HashSet<>();
    private boolean gone;

    Subscriptions(Reception reception, OwnerId owner, int most, BiFunction<Track, String, F> opening) {
        this.hub = reception.hub();
        this.gate = reception.gate();
        this.waitingRoom = reception.waitingRoom();
        this.owner = owner;
        this.most = most;
        this.opening = opening;
    }

    OwnerId owner() {
        return owner;
    }

    /** Those that are there. */
    public Collection<F> following() {
        return Collections.unmodifiableCollection(following.values());
    }

    Map<String, F> byName() {
        return Collections.unmodifiableMap(following);
    }

    /** Whether a track is followed or waited for. */
    public boolean holds(String name) {
        return following.containsKey(name) || resuming.contains(name) || waitingRoom.holds(this, name);
    }

    /**
     * Follows a track from now on; asking twice changes nothing. One that is not there yet is waited for. Fails with
     * RATE_LIMITED when there are too many.
     *
     * @return whether the track is there
     */
    public Future<Boolean> subscribe(String name) {
        if (gone || holds(name)) {
            return Future.succeededFuture(following.containsKey(name));
        }
        if (full()) {
            return Future.failedFuture(tooMany());
        }
        waitingRoom.enter(this, name);
        return admit(name).map(done -> following.containsKey(name));
    }

    /**
     * Goes on with a track where the client was cut off. Until it is found it counts as held: the client library subscribes
     * again by itself, which must not bring a snapshot, and neither must a look into the waiting room.
     *
     * @return whether the track is there
     */
    public Future<Boolean> resume(String name, Position after) {
        if (gone) {
            return Future.succeededFuture(false);
        }
        if (full() && !holds(name)) {
            return Future.failedFuture(tooMany());
        }
        unsubscribe(name);
        resuming.add(name);
        return gate.find(owner, name)
                .onFailure(error -> resuming.remove(name))
                .compose(found -> {
                    if (!resuming.remove(name)) {
                        return Future.succeededFuture();
                    }
                    if (found.isEmpty()) {
                        waitingRoom.enter(this, name);
                        return Future.succeededFuture();
                    }
                    F resumed = entered(name, found.get());
                    return joined(name, resumed, hub.resume(resumed.track(), resumed, after));
                })
                .map(done -> following.containsKey(name));
    }

    /** Looks whether a track that is waited for is there. */
    Future<Void> admit(String name) {
        return gate.find(owner, name)
                .compose(found -> found.isPresent() ? follow(name, found.get()) : Future.succeededFuture());
    }

    /** The track is there. */
    Future<Void> follow(String name, Track track) {
        if (gone || !waitingRoom.holds(this, name)) {
            return Future.succeededFuture();
        }
        F started = entered(name, track);
        return joined(name, started, hub.subscribe(track.id(), started));
    }

    private F entered(String name, Track track) {
        waitingRoom.leave(this, name);
        F started = opening.apply(track, name);
        following.put(name, started);
        return started;
    }

    /** The client may have left while the track's history was read. */
    private Future<Void> joined(String name, F started, Future<Void> joining) {
        return joining.onFailure(error -> following.remove(name, started)).onSuccess(joined -> {
            if (following.get(name) != started) {
                hub.unsubscribe(started.track(), started);
            }
        });
    }

    public void unsubscribe(String name) {
        waitingRoom.leave(this, name);
        resuming.remove(name);
        F left = following.remove(name);
        if (left != null) {
            hub.unsubscribe(left.track(), left);
        }
    }

    /** The client is gone. */
    public void leave() {
        gone = true;
        following.values().forEach(each -> hub.unsubscribe(each.track(), each));
        following.clear();
        resuming.clear();
        waitingRoom.leave(this);
    }

    private boolean full() {
        return following.size() + resuming.size() + waitingRoom.count(this) >= most;
    }

    private AlchemyException tooMany() {
        return new AlchemyException(ErrorCode.RATE_LIMITED, "a client follows at most " + most + " tracks");
    }
}
