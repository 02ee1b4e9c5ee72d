package io.soundforge.alchemy.bench.sockets;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** When each message was sent, how often it has arrived, and how long that took. Used by one thread. */
final class Tally {
    private static final double MICROS_PER_MILLI = 1000;

    private final int receivers;
    private final long[] sentAt;
    private final int[] arrived;
    private final int[] micros;
    private int deliveries;
    private int complete;
    private int from;

    Tally(int messages, int receivers) {
        this.receivers = receivers;
        this.sentAt = new long[messages];
        this.arrived = new int[messages];
        this.micros = new int[messages * receivers];
    }

    void sent(int n) {
        sentAt[n] = System.nanoTime();
    }

    void arrived(int n) {
        micros[deliveries++] = (int) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sentAt[n]);
        if (++arrived[n] == receivers) {
            complete++;
        }
    }

    /** Messages that everybody has. */
    int complete() {
        return complete;
    }

    /** What was delivered until now does not count. */
    void beginHere() {
        from = deliveries;
    }

    int deliveries() {
        return deliveries - from;
    }

    /** Milliseconds within which this part of all deliveries arrived. */
    double quantile(double part) {
        int[] sorted = Arrays.copyOfRange(micros, from, deliveries);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))] / MICROS_PER_MILLI;
    }
}
