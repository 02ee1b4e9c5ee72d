package io.soundforge.alchemy.websocket.admission;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of each owner and each address, of every protocol together. */
public final class Door {
    private final int perOwner;
    private final int perAddress;
    private final Figures figures;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentMap<Object, Integer> inside = new ConcurrentHashMap<>();

    public Door(int perOwner, int perAddress) {
        this(perOwner, perAddress, Figures.NONE);
    }

    /** @param figures told how many are inside, and of those who were turned away */
    public Door(int perOwner, int perAddress, Figures figures) {
        this.figures = figures;
        figures.gauge(Figure.LIVE_CONNECTIONS, connections::get);
        this.perOwner = perOwner;
        this.perAddress = perAddress;
    }

    /** The place of one connection. */
    public interface Place {
        /** Whether the connection may stay; one that may not holds no place. */
        boolean granted();

        /** The connection is gone; more than once is fine. */
        void leave();
    }

    /** A place where nobody counts. */
    public static final Place OPEN = new Place() {
        @Override
        public boolean granted() {
            return true;
        }

        @Override
        public void leave() {
            // Nobody counted.
        }
    };

    /** Takes a place, if there is one. */
    public Place enter(OwnerId owner, String address) {
        boolean owned = take(owner, perOwner);
        if (owned && take(address, perAddress)) {
            connections.incrementAndGet();
            return new Taken(this, owner, address, true);
        }
        if (owned) {
            giveBack(owner);
        }
        figures.count(Figure.LIVE_REFUSED);
        return new Taken(this, owner, address, false);
    }

    private boolean take(Object who, int most) {
        if (inside.merge(who, 1, Integer::sum) <= most) {
            return true;
        }
        giveBack(who);
        return false;
    }

    private void giveBack(Object who) {
        inside.computeIfPresent(who, (same, count) -> count > 1 ? count - 1 : null);
    }

    private record Taken(Door door, OwnerId owner, String address, boolean granted, AtomicBoolean gone)
            implements Place {
        Taken(Door door, OwnerId owner, String address, boolean granted) {
            this(door, owner, address, granted, new AtomicBoolean(!granted));
        }

        @Override
        public void leave() {
            if (gone.compareAndSet(false, true)) {
                door.connections.decrementAndGet();
                door.giveBack(owner);
                door.giveBack(address);
            }
        }
    }
}
