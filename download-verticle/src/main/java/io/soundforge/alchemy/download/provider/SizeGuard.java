package io.soundforge.alchemy.download.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Interrupts the thread that made it when a folder grows beyond a limit: programs do not always know what they fetch. */
final class SizeGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SizeGuard.class);
    private static final int LOOK_MILLIS = 200;

    private final Path folder;
    private final long maxBytes;
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean closed;
    private boolean exceeded;

    private SizeGuard(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    static SizeGuard over(Path folder, long maxBytes) {
        SizeGuard guard = new SizeGuard(folder, maxBytes);
        Thread watch = new Thread(guard::watch, "download-size");
        watch.setDaemon(true);
        watch.start();
        return guard;
    }

    synchronized boolean exceeded() {
        return exceeded;
    }

    /** What was meant for this work must not meet the next. */
    @Override
    public synchronized void close() {
        closed = true;
        over.countDown();
        if (exceeded) {
            Thread.interrupted();
        }
    }

    private void watch() {
        try {
            while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (bytes() > maxBytes) {
                    interrupt();
                    return;
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interrupt() {
        if (!closed) {
            exceeded = true;
            owner.interrupt();
        }
    }

    private long bytes() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(SizeGuard::size)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a folder changed while it was measured", e);
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException renamed) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
