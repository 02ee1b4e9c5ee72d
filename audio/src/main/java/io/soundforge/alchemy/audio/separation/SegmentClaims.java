package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Who computes which segment, as files {@code <index>.claim} beside the segments. A claim is kept alive by writing it
 * again and again; one whose owner fell silent is taken over. Two owners of one claim are possible and harmless: both
 * compute the same bytes. Thread-safe.
 */
final class SegmentClaims {
    static final String EXTENSION = ".claim";
    private static final byte[] SIGNATURE = Claimant.me().text().getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final DiskClock clock;
    private final Heartbeat heartbeat;
    private final Duration lease;

    SegmentClaims(Path folder, DiskClock clock, Heartbeat heartbeat, Duration lease) {
        this.folder = folder;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.lease = lease;
    }

    boolean claim(int index) throws IOException {
        Path file = file(index);
        if (create(file) || (isAbandoned(file) && createAgain(file))) {
            heartbeat.add(file, () -> rewrite(file));
            return true;
        }
        return false;
    }

    void release(int index) throws IOException {
        Path file = file(index);
        heartbeat.remove(file);
        Files.deleteIfExists(file);
    }

    private Path file(int index) {
        return folder.resolve(index + EXTENSION);
    }

    private boolean create(Path file) throws IOException {
        Files.createDirectories(folder);
        try {
            Files.write(file, SIGNATURE, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean createAgain(Path file) throws IOException {
        Files.deleteIfExists(file);
        return create(file);
    }

    private boolean isAbandoned(Path file) throws IOException {
        try {
            boolean dead = Claimant.ofText(Files.readString(file))
                    .filter(Claimant::isKnownDead)
                    .isPresent();
            return dead || clock.isOlder(file, lease);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Only if it is still there: a claim that was taken over is not brought back. */
    private static void rewrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(SIGNATURE), 0);
        }
    }
}
