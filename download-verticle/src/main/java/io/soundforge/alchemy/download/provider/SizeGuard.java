package io.soundforge.alchemy.download.provider;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Interrupts the thread that made it when a folder grows beyond a limit: programs do not always know what they fetch. */
final class SizeGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SizeGuard.class);
    private static final int LOOK_MILLIS = 200;

    /** What even an empty file costs a disk, in bytes. */
    private static final long SMALLEST = 1024;

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

    /** What cannot be looked at, or goes meanwhile, counts nothing; all else does. */
    private long bytes() {
        long[] sum = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.isRegularFile() ? Math.max(SMALLEST, attributes.size()) : SMALLEST;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException error) {
                    LOG.debug("a folder changed while it was measured", error);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) {
                    sum[0] += SMALLEST;
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("a folder could not be measured", e);
        }
        return sum[0];
    }
}
