package io.soundforge.alchemy.launcher.demo;

/** Told how a job goes. */
@FunctionalInterface
interface JobObserver {
    /**
     * Called for every change.
     *
     * @param kind {@code download}, {@code separate}, …
     * @param status {@code queued | running | completed | failed | cancelled}
     * @param percent 0 to 100
     * @param error why it failed; empty when it did not
     */
    void changed(String kind, String status, double percent, String error);
}
