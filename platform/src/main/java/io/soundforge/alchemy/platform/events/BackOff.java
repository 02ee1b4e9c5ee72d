package io.soundforge.alchemy.platform.events;

/** Doubling waits between tries: 50 ms, 100 ms, … 5 s. */
final class BackOff {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5000;

    private long next = FIRST_MILLIS;

    /** Whether no wait was drawn since the last success. */
    synchronized boolean first() {
        return next == FIRST_MILLIS;
    }

    synchronized long nextMillis() {
        long wait = next;
        next = Math.min(LONGEST_MILLIS, next * 2);
        return wait;
    }

    synchronized void reset() {
        next = FIRST_MILLIS;
    }
}
