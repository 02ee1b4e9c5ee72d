package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to all of a library's files, one after the other, in a thread of its own that lets everybody else go first. */
final class ListeningThread {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningThread.class);
    /** Of so many it is decided at once which come next. */
    private static final int AT_ONCE = 100;

    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Library library;
    private final Listening listening;
    private final MonoDecoder decoder;
    private final Semaphore wakened = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "library-fingerprints");
    private volatile boolean closed;
    private @Nullable Instant swept;

    ListeningThread(Library library, Listening listening, MonoDecoder decoder) {
        this.library = library;
        this.listening = listening;
        this.decoder = decoder;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** There may be something new. */
    void wake() {
        if (wakened.availablePermits() == 0) {
            wakened.release();
        }
    }

    private void run() {
        try {
            listening.prints().open();
            while (!closed) {
                sweep();
                List<LibraryEntry> next = missing();
                boolean well = true;
                for (LibraryEntry entry : next) {
                    well = well && !closed && listen(entry);
                }
                if (!well || next.isEmpty()) {
                    wakened.drainPermits();
                    wakened.tryAcquire(well ? AGAIN.toMillis() : AGAIN.toMillis() / 5, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | CancellationException e) {
            LOG.debug("nobody listens to the library any more", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the library's fingerprints cannot be kept: none are taken until the next start", e);
        }
    }

    /** Those that only their sound can tell come first. */
    private List<LibraryEntry> missing() {
        PrintStore prints = listening.prints();
        return library.index().entries().stream()
                .filter(entry -> !prints.has(entry))
                .sorted(Comparator.comparing(LibraryEntry::tagged))
                .limit(AT_ONCE)
                .toList();
    }

    /** @return whether it makes sense to go on with the next */
    private boolean listen(LibraryEntry entry) {
        if (listening.prints().has(entry) || !entry.equals(library.index().at(entry.path()))) {
            return true;
        }
        try {
            listening.to(entry, decoder);
            return true;
        } catch (AlchemyException | IOException e) {
            LOG.warn("the library is listened to later: {}", e.getMessage());
            return false;
        }
    }

    /** After a look through the whole folder, but for one that found nothing: where a disk is missing, nothing is gone. */
    private void sweep() throws IOException {
        Instant looked = library.looked();
        if (looked == null || Objects.equals(looked, swept) || !Files.isDirectory(library.folder())) {
            return;
        }
        List<LibraryEntry> entries = library.index().entries();
        if (!entries.isEmpty()) {
            int gone = listening.prints().keepOnly(entries);
            LOG.debug("{} fingerprints of files that are gone were removed", gone);
        }
        swept = looked;
    }

    /** Blocks until what is being decoded was given up, for some seconds at most. */
    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
