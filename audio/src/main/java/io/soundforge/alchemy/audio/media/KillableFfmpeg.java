package io.soundforge.alchemy.audio.media;

import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.ffmpeg.FFmpeg;
import com.github.kokorin.jaffree.process.Stopper;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Jaffree's ffmpeg with a stop that cannot be ignored. Its own {@code forceStop} writes {@code qq} to the program's stdin,
 * which a program that hangs never reads; here the process is killed.
 */
final class KillableFfmpeg extends FFmpeg {
    /** How long Jaffree waits for its progress socket once the program is gone. */
    private static final int HELPERS_MILLIS = 1_000;

    private final KillSwitch killSwitch = new KillSwitch();

    KillableFfmpeg(Path binary) {
        super(binary);
        setLogLevel(LogLevel.ERROR);
        setExecutorTimeoutMillis(HELPERS_MILLIS);
    }

    @Override
    protected Stopper createStopper() {
        return killSwitch;
    }

    /** Kills the program now, or as soon as it has started. */
    void kill() {
        killSwitch.forceStop();
    }

    private static final class KillSwitch implements Stopper {
        private @Nullable Process process;
        private boolean killed;

        @Override
        public synchronized void setProcess(Process started) {
            process = started;
            if (killed) {
                RunningChild.kill(started);
            }
        }

        @Override
        public synchronized void forceStop() {
            killed = true;
            if (process != null && process.isAlive()) {
                RunningChild.kill(process);
            }
        }

        @Override
        public void graceStop() {
            forceStop();
        }
    }
}
