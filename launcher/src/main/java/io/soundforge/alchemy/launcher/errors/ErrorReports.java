package io.soundforge.alchemy.launcher.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the log calls an error: requests answered with 500 and attempts at jobs that failed unexpectedly. It never
 * keeps who logs waiting: what does not fit into a short queue, exceeds a number a minute or comes while the service asks
 * for a pause is counted and left out. An appender must not log; the service being away is nobody's error.
 */
public final class ErrorReports extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int QUEUE = 100;
    private static final int A_MINUTE = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SentryDsn dsn;
    private final String client;
    private final ErrorEnvelope envelope;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong leftOut = new AtomicLong();
    private @Nullable Thread sender;
    private volatile long pausedUntil = System.nanoTime();
    private long minute;
    private int inMinute;

    /** @param version of the program */
    public ErrorReports(SentryDsn dsn, String version, String server) {
        this.dsn = dsn;
        this.client = "sound-forge-alchemy/" + version;
        this.envelope = new ErrorEnvelope("sound-forge-alchemy@" + version, server);
        setName("errors");
    }

    /** Errors that were not sent. */
    public long leftOut() {
        return leftOut.get();
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::send, "error-reports");
        thread.setDaemon(true);
        sender = thread;
        super.start();
        thread.start();
    }

    @Override
    public void stop() {
        super.stop();
        if (sender != null) {
            sender.interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (!line.getLevel().isGreaterOrEqual(Level.ERROR)) {
            return;
        }
        if (System.nanoTime() - pausedUntil < 0 || tooMany() || !waiting.offer(envelope.of(line))) {
            leftOut.incrementAndGet();
        }
    }

    private synchronized boolean tooMany() {
        long now = System.nanoTime() / Duration.ofMinutes(1).toNanos();
        if (now != minute) {
            minute = now;
            inMinute = 0;
        }
        inMinute++;
        return inMinute > A_MINUTE;
    }

    private void send() {
        try {
            while (isStarted()) {
                send(waiting.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] body) throws InterruptedException {
        if (System.nanoTime() - pausedUntil < 0) {
            leftOut.incrementAndGet();
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(dsn.endpoint())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-sentry-envelope")
                .header(
                        "X-Sentry-Auth",
                        "Sentry sentry_version=7, sentry_client=" + client + ", sentry_key=" + dsn.publicKey())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            pausedUntil = System.nanoTime()
                    + SendingPause.after(answer.statusCode(), answer.headers()).toNanos();
            if (answer.statusCode() >= 300) {
                leftOut.incrementAndGet();
            }
        } catch (IOException away) {
            leftOut.incrementAndGet();
        }
    }
}
