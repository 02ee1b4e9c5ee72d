package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A library that is watched and listened to in the background, until it is closed. */
final class FollowedLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedLibrary.class);
    private static final Duration TOLD = Duration.ofMinutes(1);

    private final Library library;
    private final PrintStore prints;
    private final Path stateFile;
    private final LibraryThread follower;
    private final ListeningThread listener;
    private long heard;
    private long toldNanos;
    private boolean told;

    FollowedLibrary(Library library, Listening listening, MonoDecoder patient, Path stateFile) {
        this.library = library;
        this.prints = listening.prints();
        this.stateFile = stateFile;
        this.follower = new LibraryThread(library, this::afterTurn);
        this.listener = new ListeningThread(library, listening, patient);
    }

    /** @param figures what they show may be asked for long after this is closed */
    void start(Figures figures) {
        figures.gauge(Figure.LIBRARY_FILES, () -> library.index().size());
        figures.gauge(Figure.LIBRARY_FINGERPRINTED, () -> state().fingerprinted());
        figures.gauge(Figure.LIBRARY_WATCHED, () -> library.watched() ? 1 : 0);
        figures.gauge(Figure.LIBRARY_LOOK_AGE, () -> {
            Instant looked = library.looked();
            return looked == null
                    ? Double.NaN
                    : Duration.between(looked, Instant.now()).toMillis() / 1000.0;
        });
        follower.start();
        listener.start();
    }

    /** Fingerprints of files that have gone count until they are removed, but never as more than there are files. */
    LibraryState state() {
        int files = library.index().size();
        return new LibraryState(
                files, Math.min(files, prints.size()), library.looked(), library.watched(), library.unwatched());
    }

    private void afterTurn() {
        long changes = library.index().changes();
        if (changes != heard) {
            heard = changes;
            listener.wake();
        }
        if (library.looked() != null && (!told || System.nanoTime() - toldNanos > TOLD.toNanos())) {
            told = true;
            toldNanos = System.nanoTime();
            keepState();
        }
    }

    private void keepState() {
        try {
            state().write(stateFile);
        } catch (IOException e) {
            LOG.warn("the library's state could not be kept: {}", e.getMessage());
        }
    }

    /** Blocks, for some seconds at most. */
    void close() throws InterruptedException {
        listener.close();
        follower.close(this::keepState);
    }
}
