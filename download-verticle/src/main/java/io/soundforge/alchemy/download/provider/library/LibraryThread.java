package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a library's changes, and looks through all of it once in a while, in a thread of its own. */
final class LibraryThread {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryThread.class);
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Library library;
    private final Runnable afterChange;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String said = "";
    private final Thread thread = new Thread(this::run, "library-watch");

    /** @param afterChange called in this thread after every turn */
    LibraryThread(Library library, Runnable afterChange) {
        this.library = library;
        this.afterChange = afterChange;
        thread.setDaemon(true);
    }

    void start() {
        library.beWatched();
        thread.start();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                if (library.lookDue()) {
                    library.look();
                    said = "";
                }
                if (!library.watched()) {
                    closed.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
                }
                library.follow(TURN);
                afterChange.run();
            } catch (InterruptedException | CancellationException | ClosedWatchServiceException e) {
                LOG.debug("the library is not followed just now", e);
            } catch (IOException | RuntimeException e) {
                say(String.valueOf(e.getMessage()));
                waitAWhile();
            }
        }
    }

    /** Once for each reason in turn: a folder may be away for days. */
    private void say(String reason) {
        if (!reason.equals(said)) {
            LOG.warn("the library could not be looked through: {}", reason);
        }
        said = reason;
    }

    private void waitAWhile() {
        try {
            closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("the library's thread is woken to end", e);
        }
    }

    /**
     * Ends the thread and keeps the index. Blocks, for some seconds at most.
     *
     * @param last called after the thread has ended and before the watch has
     */
    void close(Runnable last) throws InterruptedException {
        closed.countDown();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        last.run();
        library.close();
    }
}
