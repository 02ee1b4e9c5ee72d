package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.legacy.ClientView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that follow tracks which are not there yet: the original's client subscribes to what it is about to ask for.
 * They are let on when the track's first job tells of it, or at the next look.
 */
final class WaitingRoom {
    private static final Logger log = LoggerFactory.getLogger(WaitingRoom.class);
    private static final int MOST_LOOKS = 256;

    private final TrackGate gate;
    private final Map<Subscriptions<?>, Set<String>> waiting = new HashMap<>();

    WaitingRoom(TrackGate gate) {
        this.gate = gate;
    }

    void enter(Subscriptions<?> client, String name) {
        waiting.computeIfAbsent(client, first -> new LinkedHashSet<>()).add(name);
    }

    boolean holds(Subscriptions<?> client, String name) {
        return waiting.getOrDefault(client, Set.of()).contains(name);
    }

    int count(Subscriptions<?> client) {
        return waiting.getOrDefault(client, Set.of()).size();
    }

    void leave(Subscriptions<?> client) {
        waiting.remove(client);
    }

    void leave(Subscriptions<?> client, String name) {
        Set<String> names = waiting.getOrDefault(client, new LinkedHashSet<>());
        names.remove(name);
        if (names.isEmpty()) {
            waiting.remove(client);
        }
    }

    /** The first sign of a track is a job that was created for it. */
    void accept(JobEvent event) {
        TrackId track = event.job().track();
        if (event.type() == JobEventType.CREATED && !waiting.isEmpty()) {
            gate.find(track)
                    .onSuccess(found -> found.ifPresent(this::arrived))
                    .onFailure(error -> log.warn("a new track could not be looked up; the next look will tell", error));
        }
    }

    private void arrived(Track track) {
        String name = ClientView.of(track).trackId();
        for (Subscriptions<?> client : List.copyOf(waiting.keySet())) {
            if (holds(client, name) && AccessPolicy.mayAccess(client.owner(), track.owner())) {
                client.follow(name, track).onFailure(WaitingRoom::notFollowed);
            }
        }
    }

    /** Looks for everything that is waited for, so that a lost sign heals too. */
    void look() {
        List<Runnable> looks = new ArrayList<>();
        waiting.forEach((client, names) ->
                names.forEach(name -> looks.add(() -> client.admit(name).onFailure(WaitingRoom::notFollowed))));
        looks.stream().limit(MOST_LOOKS).forEach(Runnable::run);
    }

    private static void notFollowed(Throwable error) {
        log.warn("a client could not be let on to its track", error);
    }
}
