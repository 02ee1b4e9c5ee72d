package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process with its watchers: one thread drains stderr, one looks at the limits. */
final class RunningChild implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningChild.class);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final ExternalProcess program;
    private final Process process;
    private final Optional<ProcessFamily> family;
    private final ErrorTail errors;
    private final Thread owner = Thread.currentThread();
    private final Thread drain;
    private final Thread killAtShutdown;
    private final long started = System.nanoTime();
    private volatile long lastByte = started;
    /** False while our own reader computes: then the child may rightly be silent. */
    private volatile boolean waiting = true;

    private volatile boolean reading = true;

    private volatile @Nullable RuntimeException aborted;

    private RunningChild(ExternalProcess program, Process process, Consumer<String> errorLine) {
        this.program = program;
        this.family = ProcessFamily.of(program.environment());
        this.process = process;
        this.errors = new ErrorTail(errorLine);
        this.drain = new Thread(this::drainErrors, program.program() + "-errors");
        this.killAtShutdown = new Thread(this::goDown, program.program() + "-shutdown");
    }

    static RunningChild start(ExternalProcess program, Consumer<String> errorLine) {
        RunningChild child = new RunningChild(program, ChildLaunch.launch(program), errorLine);
        Runtime.getRuntime().addShutdownHook(child.killAtShutdown);
        child.drain.setDaemon(true);
        child.drain.start();
        Thread watch = new Thread(child::watch, program.program() + "-limits");
        watch.setDaemon(true);
        watch.start();
        return child;
    }

    /** Lets the reader have stdout, then closes it. */
    void readBy(ExternalProcess.OutputReader reader) {
        try (InputStream stdout = new WatchedOutput(process.getInputStream())) {
            waiting = false;
            reader.read(stdout);
        } catch (IOException e) {
            throw abortedOr(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw abortedOr(e);
        } finally {
            reading = false;
        }
    }

    /** Waits for the end, still within the limits. */
    ExternalProcess.Exit await() {
        lastByte = System.nanoTime();
        waiting = true;
        try {
            int code = process.waitFor();
            drain.join(LAST_WORDS.toMillis());
            RuntimeException reason = aborted;
            if (reason != null) {
                throw reason;
            }
            return new ExternalProcess.Exit(code, errors.text());
        } catch (InterruptedException e) {
            throw interruption();
        }
    }

    /** Makes sure that nothing of the child is left. */
    @Override
    public void close() {
        kill();
        boolean interrupted = awaitDeath();
        forgetShutdown(killAtShutdown);
        if (interrupted) {
            owner.interrupt();
        }
    }

    /** Takes a shutdown hook back; during a shutdown that is neither possible nor needed. */
    static void forgetShutdown(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("a child ended while this program was shutting down", e);
        }
    }

    private boolean awaitDeath() {
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** A child that is ended together with us blames nobody: whatever it worked on may be tried again. */
    void goDown() {
        if (process.isAlive()) {
            aborted = new AlchemyException(
                    ErrorCode.UNAVAILABLE,
                    "the program '" + program.program() + "' was ended, as this process goes down");
            kill();
        }
    }

    private void kill() {
        if (family.isPresent()) {
            family.get().end(process.toHandle());
        } else if (process.isAlive()) {
            kill(process);
        }
    }

    /** Ends a process and everything below it. */
    static void kill(Process process) {
        ProcessFamily.end(Stream.of(process.toHandle()));
    }

    private void watch() {
        try {
            while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                RuntimeException reason = reasonToAbort();
                if (reason != null) {
                    aborted = reason;
                    kill();
                    return;
                }
            }
            if (reading) {
                family.ifPresent(ProcessFamily::end); // what the program left behind may hold its output open for ever
            }
        } catch (InterruptedException e) {
            kill();
        }
    }

    private @Nullable RuntimeException reasonToAbort() {
        long now = System.nanoTime();
        if (owner.isInterrupted()) {
            return interruption();
        }
        if (now - started > program.deadline().toNanos()) {
            return timeout("did not finish within " + program.deadline().toSeconds() + " s");
        }
        if (waiting && now - lastByte > program.stall().toNanos()) {
            return timeout("made no progress for " + program.stall().toSeconds() + " s");
        }
        return null;
    }

    private AlchemyException timeout(String what) {
        return new AlchemyException(ErrorCode.TIMEOUT, "the program '" + program.program() + "' " + what);
    }

    private RuntimeException interruption() {
        owner.interrupt();
        return new CancellationException(program.program() + " was interrupted");
    }

    private RuntimeException abortedOr(RuntimeException otherwise) {
        RuntimeException reason = aborted;
        if (reason == null) {
            return otherwise;
        }
        reason.addSuppressed(otherwise);
        return reason;
    }

    private void drainErrors() {
        byte[] buffer = new byte[8192];
        try (InputStream stderr = process.getErrorStream()) {
            for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
                lastByte = System.nanoTime();
                errors.add(buffer, count);
            }
        } catch (IOException e) {
            LOG.debug("stderr of {} ended early", program.program(), e);
        } finally {
            errors.end();
        }
    }

    /** Stdout that notes when we wait for it. */
    private final class WatchedOutput extends FilterInputStream {
        WatchedOutput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            lastByte = System.nanoTime();
            waiting = true;
            try {
                return super.read(target, offset, length);
            } finally {
                waiting = false;
            }
        }
    }
}
