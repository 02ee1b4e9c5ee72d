package io.soundforge.alchemy.launcher.data;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second server off a data folder. The operating system holds the lock, so it is gone when its process is,
 * however that ended. The file stays and holds the last holder's process id.
 */
public final class DataFolderLock implements AutoCloseable {
    private static final String FILE = "alchemy.lock";

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which must exist.
     *
     * @throws LaunchException if another process has it; the message names the process
     */
    public static DataFolderLock acquire(DataFolder folder) {
        return tryAcquire(folder)
                .orElseThrow(() -> new LaunchException("The data folder " + folder.root()
                        + " is in use by another alchemy (pid " + holder(folder)
                        + "). Stop it, or choose another folder with --data."));
    }

    /** Takes the folder, which must exist, unless another process has it. */
    public static Optional<DataFolderLock> tryAcquire(DataFolder folder) {
        try {
            FileChannel channel = FileChannel.open(
                    file(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            writePid(channel);
            return Optional.of(new DataFolderLock(channel));
        } catch (IOException e) {
            throw new LaunchException("The data folder " + folder.root() + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /** Whether another process has the folder, which need not exist; changes nothing. */
    public static boolean isHeld(DataFolder folder) {
        if (!Files.exists(file(folder))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException e) {
            throw new LaunchException("The data folder's lock cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** The process id of the last holder; {@code unknown} if it wrote none. */
    public static String holder(DataFolder folder) {
        try {
            String pid =
                    Files.readString(file(folder), StandardCharsets.US_ASCII).strip();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Path file(DataFolder folder) {
        return folder.root().resolve(FILE);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(false);
    }

    /** Does work while the folder is ours, and gives it back. */
    public <T> T during(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            close();
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LaunchException("The data folder's lock cannot be released: " + e.getMessage(), e);
        }
    }
}
