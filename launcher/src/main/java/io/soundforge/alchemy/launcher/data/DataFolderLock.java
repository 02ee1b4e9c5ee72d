package io.soundforge.alchemy.launcher.data;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second server off a data folder. The operating system holds the lock, so it is gone when its process is,
 * however that ended. The file stays and holds the last holder's process id.
 */
public final class DataFolderLock implements AutoCloseable {
    private static final String FILE = "alchemy.lock";
    private static final int LONGEST_PID = 32;

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
        Path file = folder.root().resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                LaunchException refusal = inUse(folder, channel);
                channel.close();
                throw refusal;
            }
            writePid(channel);
            return new DataFolderLock(channel);
        } catch (IOException e) {
            throw new LaunchException("The data folder " + folder.root() + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private static LaunchException inUse(DataFolder folder, FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
        channel.read(pid, 0);
        String holder = StandardCharsets.US_ASCII.decode(pid.flip()).toString().strip();
        return new LaunchException("The data folder " + folder.root() + " is in use by another alchemy (pid "
                + (holder.isEmpty() ? "unknown" : holder) + "). Stop it, or choose another folder with --data.");
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(false);
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
