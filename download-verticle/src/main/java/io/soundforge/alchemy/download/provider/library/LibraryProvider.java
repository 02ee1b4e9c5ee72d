package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.Watch;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder with one's own music. Between {@link #open} and {@link #close} it is watched. */
public final class LibraryProvider implements AudioProvider {
    public static final String NAME = "library";

    private static final int OFFERS = 30;
    private static final int MOST_FOLDERS = 100_000;

    private final Path folder;
    private final Library library;
    private final Blocking blocking;
    private @Nullable LibraryThread thread;

    /**
     * @param folder need not exist yet
     * @param state folder that keeps the index over restarts
     */
    public LibraryProvider(Path folder, Path state, LibraryPace pace, MediaProbe probe, Blocking blocking) {
        this.folder = folder;
        this.blocking = blocking;
        this.library = new Library(folder, state.resolve("library-index"), new FileTags(probe), pace, MOST_FOLDERS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void open() {
        LibraryThread watcher = new LibraryThread(library, () -> {});
        thread = watcher;
        watcher.start();
    }

    @Override
    public synchronized Future<Void> close() {
        LibraryThread watcher = thread;
        thread = null;
        if (watcher == null) {
            return Future.succeededFuture();
        }
        return blocking.call(() -> {
            watcher.close();
            return null;
        });
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> Files.isReadable(folder) && Files.isDirectory(folder)
                ? ProviderHealth.good("the folder is there")
                : ProviderHealth.bad("the folder is not there or cannot be read", "Correct LIBRARY_PATH."));
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return blocking.call(() -> watch.interruptibly(() -> library.fresh().search(wanted, OFFERS).stream()
                .map(entry -> new Offer(NAME, entry.path(), null, entry.candidate()))
                .toList()));
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path target, Watch watch) {
        return blocking.call(() -> copy(offer.reference(), target));
    }

    Library library() {
        return library;
    }

    /** Copied, not linked: whoever edits the library's file later must not change what is stored here. */
    private Path copy(String path, Path target) throws IOException {
        Path file = inside(path);
        Path copy = target.resolve("original");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        if (Files.size(copy) == 0) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "the library's file is empty");
        }
        return copy;
    }

    private Path inside(String path) throws IOException {
        try {
            Path file = folder.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.toRealPath().startsWith(folder.toRealPath())) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "the library has no such file", e);
        }
        throw new AlchemyException(ErrorCode.NOT_FOUND, "the library has no such file any more");
    }
}
