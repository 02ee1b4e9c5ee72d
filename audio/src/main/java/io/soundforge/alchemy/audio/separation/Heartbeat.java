package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes signs of life at regular times until it is closed. Thread-safe. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private static final int LONGEST_BEAT_SECONDS = 10;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "segment-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> beating;
    private final Map<Object, Beat> beats = new ConcurrentHashMap<>();

    /** One sign of life. */
    @FunctionalInterface
    interface Beat {
        void write() throws IOException;
    }

    Heartbeat(Duration interval) {
        this.beating =
                timer.scheduleAtFixedRate(this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Object key, Beat beat) {
        beats.put(key, beat);
    }

    void remove(Object key) {
        beats.remove(key);
    }

    /** One that fails is told and tried again: without it others may do work twice, no more. */
    private void beat() {
        beats.forEach((key, beat) -> {
            try {
                beat.write();
            } catch (IOException | RuntimeException e) {
                LOG.debug("no sign of life for {}", key, e);
            }
        });
    }

    /** Returns when no beat can come any more. */
    @Override
    public void close() {
        beats.clear();
        beating.cancel(false);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LONGEST_BEAT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a sign of life still stands in a file system that does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
