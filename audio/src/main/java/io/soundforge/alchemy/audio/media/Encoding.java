package io.soundforge.alchemy.audio.media;

import com.github.kokorin.jaffree.JaffreeException;
import com.github.kokorin.jaffree.ffmpeg.FFmpegProgress;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of the encoder: the caller's thread waits and reports, another one runs Jaffree.
 *
 * <p>The program writes a file, so after a hard kill of this one it goes on to the end of its input, for seconds, into a
 * {@link PendingFile} that nobody publishes.
 */
final class Encoding {
    private static final int TICK_MILLIS = 50;

    private final KillableFfmpeg ffmpeg;
    private final double seconds;
    private final Duration stall;
    private volatile double done;
    private volatile long lastAdvance = System.nanoTime();

    /**
     * Prepares a run.
     *
     * @param seconds length of the audio
     */
    Encoding(KillableFfmpeg ffmpeg, double seconds, Duration stall) {
        this.ffmpeg = ffmpeg;
        this.seconds = seconds;
        this.stall = stall;
        ffmpeg.setProgressListener(this::onProgress);
    }

    /** Runs to the end. When this returns or throws, the program is gone. */
    void run(Progress progress) {
        Thread killAtShutdown = new Thread(ffmpeg::kill, "encoder-shutdown");
        Runtime.getRuntime().addShutdownHook(killAtShutdown);
        CompletableFuture<Void> end = CompletableFuture.runAsync(ffmpeg::execute, Encoding::startDaemon);
        try {
            await(end, progress);
        } finally {
            ffmpeg.kill();
            end.exceptionally(alreadyReported -> null).join();
            RunningChild.forgetShutdown(killAtShutdown);
        }
    }

    private static void startDaemon(Runnable command) {
        Thread thread = new Thread(command, "encoder");
        thread.setDaemon(true);
        thread.start();
    }

    private void await(CompletableFuture<Void> end, Progress progress) {
        while (!isOver(end)) {
            progress.at(done);
            if (System.nanoTime() - lastAdvance > stall.toNanos()) {
                throw new AlchemyException(
                        ErrorCode.TIMEOUT, "the encoder made no progress for " + stall.toSeconds() + " s");
            }
        }
    }

    private static boolean isOver(CompletableFuture<Void> end) {
        try {
            end.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the encoder was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JaffreeException failure) {
                throw new AlchemyException(ErrorCode.INTERNAL, "the encoder failed", failure);
            }
            throw new IllegalStateException("the encoder could not be run", e);
        }
    }

    private void onProgress(FFmpegProgress report) {
        Long micros = report.getTimeMicros();
        if (micros != null) {
            advanceTo(Math.min(1, micros / 1e6 / seconds));
        }
    }

    private void advanceTo(double fraction) {
        if (fraction > done) {
            done = fraction;
            lastAdvance = System.nanoTime();
        }
    }
}
