package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another program to run as a child: an argument list without a shell, a closed stdin, a stderr that is always drained.
 *
 * <p>The child never outlives the call: whatever ends {@link #run}, the child and its children are gone afterwards (also
 * those that it has lost sight of, where its environment names a {@link ProcessFamily}: that look costs some ms), and
 * they are killed when this program shuts down. After a hard kill of this program a child that writes to us ends by
 * itself at its next write, since nobody reads the pipe any more. A parent-death signal is not used: it fires when the
 * <em>thread</em> that started the child ends.
 *
 * @param command the program and its arguments
 * @param directory working directory; null for our own
 * @param environment variables on top of the few that are inherited ({@link ChildLaunch#INHERITED})
 * @param deadline wall time after which the child is killed
 * @param stall time without a byte from the child, while we wait for one, after which it is killed
 */
public record ExternalProcess(
        List<String> command,
        @Nullable Path directory,
        Map<String, String> environment,
        Duration deadline,
        Duration stall) {
    public ExternalProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least the program");
        }
    }

    /** Reads what the child writes to stdout, in the thread that called {@link #run}. */
    @FunctionalInterface
    public interface OutputReader {
        /** Reads and throws away. */
        OutputReader DISCARD = stdout -> stdout.transferTo(OutputStream.nullOutputStream());

        /** Reads as much as it wants; what it throws kills the child and is passed on. */
        void read(InputStream stdout) throws IOException;
    }

    /**
     * How a child ended.
     *
     * @param code as the program gave it; 128 + n when signal n ended it
     * @param errors the last 64 KB of stderr
     */
    public record Exit(int code, String errors) {
        public boolean succeeded() {
            return code == 0;
        }

        /**
         * The signal that ended the child; 9 often means that the system was short of memory. Codes above those of the
         * 31 classic signals are the program's own: newer ffmpegs give such.
         */
        public OptionalInt signal() {
            return code > 128 && code <= 128 + 31 ? OptionalInt.of(code - 128) : OptionalInt.empty();
        }
    }

    /** In our own directory, with the inherited environment only. */
    public static ExternalProcess of(List<String> command, Duration deadline, Duration stall) {
        return new ExternalProcess(command, null, Map.of(), deadline, stall);
    }

    /** The same program in another directory. */
    public ExternalProcess in(Path workingDirectory) {
        return new ExternalProcess(command, workingDirectory, environment, deadline, stall);
    }

    /** The file name of the program, for messages. */
    public String program() {
        Path name = Path.of(command.get(0)).getFileName();
        return name == null ? command.get(0) : name.toString();
    }

    /** As {@link #run(OutputReader, Consumer)} without looking at stderr. */
    public Exit run(OutputReader stdout) {
        return run(stdout, line -> {});
    }

    /**
     * Runs the program to its end.
     *
     * @param stdout called once; when it returns early, the child's pipe is closed
     * @param errorLine called from another thread with every line of stderr (cut at 4096 bytes); must not throw
     * @return how it ended, whatever the exit code
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException UNAVAILABLE if it cannot be started, TIMEOUT
     *     after the deadline or a stall
     * @throws java.util.concurrent.CancellationException if this thread was interrupted
     * @throws java.io.UncheckedIOException if {@code stdout} failed
     */
    public Exit run(OutputReader stdout, Consumer<String> errorLine) {
        try (RunningChild child = RunningChild.start(this, errorLine)) {
            child.readBy(stdout);
            return child.await();
        }
    }
}
