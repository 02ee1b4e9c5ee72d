package io.soundforge.alchemy.download.provider;

import java.util.concurrent.Callable;

/** Whoever waits for a provider: hears how far it is, and may tell it to stop. From any thread. */
public interface Watch {
    /**
     * @param fraction 0 to 1
     * @throws java.util.concurrent.CancellationException if the work must stop
     */
    void progress(double fraction);

    /** Runs once when the work must stop, at once if it already must. */
    void onStop(Runnable action);

    /** Runs blocking work in the calling thread, which is interrupted when the work must stop. */
    <T> T interruptibly(Callable<T> work) throws Exception;
}
