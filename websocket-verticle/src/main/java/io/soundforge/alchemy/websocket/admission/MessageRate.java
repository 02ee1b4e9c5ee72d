package io.soundforge.alchemy.websocket.admission;

/** Lets so many messages through per second in the long run, and a number of them at once. */
public final class MessageRate {
    private static final double MILLIS = 1000;

    private final double perSecond;
    private final double burst;
    private double left;
    private long last;

    /** @param now milliseconds of a clock that never goes back */
    public MessageRate(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.last = now;
    }

    /** Whether a message may pass now; one that may counts. */
    public boolean allows(long now) {
        left = Math.min(burst, left + (now - last) / MILLIS * perSecond);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
