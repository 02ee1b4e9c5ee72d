package io.soundforge.alchemy.download.provider.library;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.MonoDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder with one's own music. Between {@link #open} and {@link #close} it is watched. */
public final class LibraryProvider implements AudioProvider {
    public static final String NAME = "library";

    private static final int MOST_FOLDERS = 100_000;

    private final Path folder;
    private final Library library;
    private final Blocking blocking;
    private final Path stateFile;
    private final Listening listening;
    private final LibrarySearch search;
    private final MonoDecoder patient;
    private @Nullable FollowedLibrary followed;

    /**
     * @param folder need not exist yet
     * @param state folder that keeps the index and the fingerprints over restarts
     */
    public LibraryProvider(
            Path folder, Path state, LibraryPace pace, Ffmpeg ffmpeg, MediaLimits limits, Blocking blocking) {
        this.folder = folder;
        this.blocking = blocking;
        this.stateFile = state.resolve("library-state");
        FileTags tags = new FileTags(new MediaProbe(ffmpeg, limits));
        this.library = new Library(folder, state.resolve("library-index"), tags, pace, MOST_FOLDERS);
        this.listening = new Listening(folder, new PrintStore(state.resolve("library-fingerprints")));
        this.search = new LibrarySearch(listening, MonoDecoder.prompt(ffmpeg));
        this.patient = MonoDecoder.patient(ffmpeg);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void open(Figures figures) {
        FollowedLibrary opened = new FollowedLibrary(library, listening, patient, stateFile);
        followed = opened;
        opened.start(figures);
    }

    @Override
    public synchronized Future<Void> close() {
        FollowedLibrary opened = followed;
        followed = null;
        if (opened == null) {
            return Future.succeededFuture();
        }
        return blocking.call(() -> {
            opened.close();
            return null;
        });
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> Files.isReadable(folder) && Files.isDirectory(folder)
                ? state().map(LibraryProvider::health)
                        .orElse(ProviderHealth.good("the folder is there and has not been looked at yet"))
                : ProviderHealth.bad("the folder is not there or cannot be read", "Correct LIBRARY_PATH."));
    }

    /** As it is, or as whoever followed it last has left it. */
    private synchronized Optional<LibraryState> state() {
        return followed == null ? LibraryState.read(stateFile) : Optional.of(followed.state());
    }

    private static ProviderHealth health(LibraryState state) {
        return state.limited()
                ? ProviderHealth.limited(
                        state.sentence(),
                        "Raise fs.inotify.max_user_watches and max_user_instances, or live with looks before searches.")
                : ProviderHealth.good(state.sentence());
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return blocking.call(() -> watch.interruptibly(() -> search.search(library.fresh(), wanted).stream()
                .map(hit -> new Offer(NAME, hit.entry().path(), null, hit.candidate()))
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
