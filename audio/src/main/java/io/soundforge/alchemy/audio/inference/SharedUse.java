package io.soundforge.alchemy.audio.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that are costly to make and serve many users at once: made for the first user, closed after the last one.
 * Thread-safe; those who ask for one thing while it is made wait for it, the others do not.
 *
 * @param <K> what tells things apart
 * @param <T> the things
 */
final class SharedUse<K, T extends AutoCloseable> {
    private final Map<K, Shared> table = new HashMap<>();

    /** One thing and who uses it. */
    private final class Shared {
        private final K key;
        private int users;
        private @Nullable T made;

        Shared(K key) {
            this.key = key;
        }

        synchronized T get(Supplier<T> maker) {
            T ready = made;
            if (ready == null) {
                ready = maker.get();
                made = ready;
            }
            return ready;
        }

        synchronized @Nullable T leave() {
            return made;
        }
    }

    /** One user's hold on a thing. */
    final class Lease implements AutoCloseable {
        private final Shared shared;
        private final T thing;
        private boolean open = true;

        private Lease(Shared shared, T thing) {
            this.shared = shared;
            this.thing = thing;
        }

        T thing() {
            return thing;
        }

        /** Whoever asks from now on gets a new thing; present users keep this one. */
        void retire() {
            synchronized (table) {
                table.remove(shared.key, shared);
            }
        }

        /** Closes the thing if nobody else uses it. Doing it twice is doing it once. */
        @Override
        public void close() {
            if (open) {
                open = false;
                leave(shared);
            }
        }
    }

    /**
     * Takes part in the use of a thing.
     *
     * @param maker makes it when nobody uses one; what it throws is thrown to whoever waits first, the next one tries
     *     again
     */
    Lease lease(K key, Supplier<T> maker) {
        Shared shared = enter(key);
        try {
            return new Lease(shared, shared.get(maker));
        } catch (RuntimeException | Error e) {
            leave(shared);
            throw e;
        }
    }

    private Shared enter(K key) {
        synchronized (table) {
            Shared shared = table.computeIfAbsent(key, Shared::new);
            shared.users++;
            return shared;
        }
    }

    private void leave(Shared shared) {
        synchronized (table) {
            shared.users--;
            if (shared.users > 0) {
                return;
            }
            table.remove(shared.key, shared);
        }
        T last = shared.leave();
        if (last != null) {
            close(last);
        }
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("could not be closed", e);
        }
    }

    /** How many things are in use. */
    int size() {
        synchronized (table) {
            return table.size();
        }
    }
}
