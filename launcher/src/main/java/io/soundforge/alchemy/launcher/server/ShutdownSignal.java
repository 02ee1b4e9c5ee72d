package io.soundforge.alchemy.launcher.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and Ctrl-C into something to wait for, and holds the end of the process back until the work of going
 * down is done, or has taken too long.
 */
public final class ShutdownSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSignal.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch down = new CountDownLatch(1);
    private final Duration limit;
    private @Nullable Thread interruptible;

    ShutdownSignal(Duration limit) {
        this.limit = limit;
    }

    /** @param limit longest time to go down */
    public static ShutdownSignal install(Duration limit) {
        ShutdownSignal signal = new ShutdownSignal(limit);
        Runtime.getRuntime().addShutdownHook(new Thread(signal::request, "shutdown"));
        return signal;
    }

    /** Asks to go down and waits until that is done. */
    void request() {
        requested.countDown();
        interrupt();
        try {
            if (!down.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("going down took longer than {} s, giving up", limit.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interrupt() {
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** Does work that is interrupted when somebody asks to go down. */
    public <T> T interrupting(Callable<T> work) throws Exception {
        interruptible(Thread.currentThread());
        try {
            return work.call();
        } finally {
            interruptible(null);
        }
    }

    private synchronized void interruptible(@Nullable Thread thread) {
        interruptible = thread;
        if (thread == null) {
            Thread.interrupted(); // one that came late must not disturb the way down
        } else if (requested.getCount() == 0) {
            thread.interrupt();
        }
    }

    /** Waits until somebody asks to go down. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** Says that everything is down. */
    @Override
    public void close() {
        down.countDown();
    }
}
