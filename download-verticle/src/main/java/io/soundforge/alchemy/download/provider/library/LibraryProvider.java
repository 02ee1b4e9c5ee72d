package io.soundforge.alchemy.download.provider.library;

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
import java.time.Duration;
import java.util.List;

/**
 * A folder with one's own music. Its index is brought up to date before a search when the last look is a while ago, by
 * size and time of every file: folders on other machines tell nobody of changes.
 */
public final class LibraryProvider implements AudioProvider {
    public static final String NAME = "library";

    private static final int OFFERS = 30;
    private static final int MOST_FILES = 1_000_000;

    private final Path folder;
    private final IndexFile kept;
    private final Duration freshFor;
    private final Blocking blocking;
    private volatile LibraryIndex index = LibraryIndex.EMPTY;
    private boolean loaded;
    private long lookedNanos;

    /**
     * @param folder need not exist yet
     * @param indexFile keeps the index over restarts
     * @param freshFor how long a look at the folder counts
     */
    public LibraryProvider(Path folder, Path indexFile, Duration freshFor, Blocking blocking) {
        this.folder = folder;
        this.kept = new IndexFile(indexFile, folder);
        this.freshFor = freshFor;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> Files.isReadable(folder) && Files.isDirectory(folder)
                ? ProviderHealth.good("the folder is there")
                : ProviderHealth.bad("the folder is not there or cannot be read", "Correct LIBRARY_PATH."));
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return blocking.call(() -> watch.interruptibly(() -> fresh().search(wanted, OFFERS).stream()
                .map(entry -> new Offer(NAME, entry.path(), null, entry.candidate()))
                .toList()));
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path target, Watch watch) {
        return blocking.call(() -> copy(offer.reference(), target));
    }

    /** The index, brought up to date by one caller at a time. */
    synchronized LibraryIndex fresh() throws IOException {
        if (!loaded) {
            index = new LibraryIndex(kept.read());
            loaded = true;
        } else if (System.nanoTime() - lookedNanos < freshFor.toNanos()) {
            return index;
        }
        if (!Files.isDirectory(folder)) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the library's folder is not there");
        }
        LibraryScan.Result now = LibraryScan.of(folder, index.entries(), MOST_FILES);
        if (now.changed()) {
            index = new LibraryIndex(now.entries());
            kept.write(now.entries());
        }
        lookedNanos = System.nanoTime();
        return index;
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
