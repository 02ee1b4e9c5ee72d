package io.soundforge.alchemy.platform.database;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which statements took the database long, by their text: it has places for values, never the values. May be used
 * from any thread.
 */
public final class SlowStatements {
    /** Lines a minute; where everything is slow, more of them say nothing new. */
    static final int MOST_A_MINUTE = 30;

    private static final Logger log = LoggerFactory.getLogger(SlowStatements.class);
    private static final int LONGEST_TEXT = 500;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final long threshold;
    private final LongSupplier nanos;
    private long minuteBegan;
    private int told;

    /** @param threshold from which on a statement is told */
    public SlowStatements(Duration threshold) {
        this(threshold, System::nanoTime);
    }

    SlowStatements(Duration threshold, LongSupplier nanos) {
        this.threshold = threshold.toNanos();
        this.nanos = nanos;
        this.minuteBegan = nanos.getAsLong();
    }

    long now() {
        return nanos.getAsLong();
    }

    /** @param began as {@link #now} said */
    void ended(String sql, long began) {
        long now = now();
        if (now - began < threshold) {
            return;
        }
        int place = place(now);
        if (place <= MOST_A_MINUTE) {
            log.atWarn()
                    .addKeyValue("ms", Duration.ofNanos(now - began).toMillis())
                    .addKeyValue("sql", text(sql))
                    .log(place < MOST_A_MINUTE ? "a slow statement" : "a slow statement; no more of them this minute");
        }
    }

    private synchronized int place(long now) {
        if (now - minuteBegan >= MINUTE) {
            minuteBegan = now;
            told = 0;
        }
        return ++told;
    }

    private static String text(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }
}
