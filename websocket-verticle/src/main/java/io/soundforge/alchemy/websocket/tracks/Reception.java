package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import java.util.function.BiFunction;

/** Where clients of every protocol name the tracks that they want to follow. All calls come on the hub's context. */
public final class Reception {
    private final LiveHub hub;
    private final TrackGate gate;
    private final WaitingRoom waitingRoom;
    private final int mostTracks;

    /** @param mostTracks that one client may follow */
    public Reception(LiveHub hub, Catalog catalog, int mostTracks) {
        this(hub, new CatalogGate(catalog), mostTracks);
    }

    /** The same with another way to know tracks. */
    public Reception(LiveHub hub, TrackGate gate, int mostTracks) {
        this.hub = hub;
        this.gate = gate;
        this.waitingRoom = new WaitingRoom(gate);
        this.mostTracks = mostTracks;
    }

    /**
     * A client that follows nothing yet.
     *
     * @param opening makes the one who is told of a track, by the name that the client has for it
     */
    public <F extends Followed> Subscriptions<F> welcome(OwnerId owner, BiFunction<Track, String, F> opening) {
        return new Subscriptions<>(this, owner, mostTracks, opening);
    }

    /** An event that the carrier brought: it may be the first of a track that somebody waits for. */
    public void accept(JobEvent event) {
        waitingRoom.accept(event);
    }

    /** To be called every few seconds. */
    public void look() {
        waitingRoom.look();
    }

    public LiveHub hub() {
        return hub;
    }

    TrackGate gate() {
        return gate;
    }

    WaitingRoom waitingRoom() {
        return waitingRoom;
    }
}
