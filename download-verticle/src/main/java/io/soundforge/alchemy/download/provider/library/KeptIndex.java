package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of a library and the file in which it outlives the program. Changed by one thread at a time. */
final class KeptIndex {
    private static final Logger LOG = LoggerFactory.getLogger(KeptIndex.class);
    private static final Duration SAVED = Duration.ofMinutes(1);

    private final IndexFile file;
    private final LibraryIndex index = new LibraryIndex();
    private boolean loaded;
    private boolean changed;
    private long savedNanos = System.nanoTime();

    KeptIndex(IndexFile file) {
        this.file = file;
    }

    LibraryIndex index() {
        return index;
    }

    /** Takes in what an earlier program knew, once. */
    void load() {
        if (!loaded) {
            List<LibraryEntry> before = file.read();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the reading of the library's index was interrupted");
            }
            before.forEach(index::put);
            loaded = true;
        }
    }

    /** @param now whether something in the index is other than before */
    void changed(boolean now) {
        changed |= now;
    }

    void saveIfDue() {
        if (changed && System.nanoTime() - savedNanos > SAVED.toNanos()) {
            saveOrSay();
        }
    }

    void saveOrSay() {
        try {
            save();
        } catch (IOException e) {
            LOG.warn("the library's index could not be kept", e);
        }
    }

    void save() throws IOException {
        savedNanos = System.nanoTime();
        if (changed) {
            file.write(index.entries());
            changed = false;
        }
    }
}
