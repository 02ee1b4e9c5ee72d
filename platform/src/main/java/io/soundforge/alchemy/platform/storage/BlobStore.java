package io.soundforge.alchemy.platform.storage;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Bytes by key. A key is made by us from ids of our own: segments of {@code [A-Za-z0-9._-]}, joined by {@code /}, none
 * starting with a dot. A half-written blob is never visible.
 */
public interface BlobStore {
    /** Moves a finished local file under the key, replacing what was there. */
    Future<Void> adopt(Path file, String key);

    /**
     * A local file with the blob's bytes, to be read only.
     *
     * <p>Fails with NOT_FOUND if there is no such blob.
     */
    Future<Path> local(String key);

    /**
     * The same bytes under another key, without a second copy on disk where the store can do that. Neither blob's
     * deletion touches the other.
     *
     * <p>Fails with NOT_FOUND if there is no such blob.
     */
    Future<Void> duplicate(String key, String copy);

    /** Deletes the blob, or every blob below the key when it names a folder; nothing there is fine too. */
    Future<Void> delete(String key);

    /** Keys of all blobs in a folder and below. */
    Future<List<String>> keysBelow(String folder);

    /** A fresh, empty folder for one attempt's work, on the same disk; whoever asks deletes it. */
    Future<Path> scratch(String name);

    /** Like {@link #scratch}, but what lies there already stays: for work that a later attempt continues. */
    Future<Path> resumable(String name);

    /** A scratch folder that somebody else made, to be looked into; empty if there is none. */
    Future<Optional<Path>> existing(String name);

    /** A folder that all nodes and jobs share and that no sweep touches: whoever fills it bounds it. */
    Future<Path> shared(String name);

    /** Deletes a scratch folder with everything in it. */
    Future<Void> discard(Path scratch);

    /**
     * Deletes scratch folders that somebody left behind.
     *
     * @param keep says by name which may still be needed
     * @param untouchedFor younger ones are kept in any case
     */
    Future<Void> sweep(Predicate<String> keep, Duration untouchedFor);

    /**
     * A URL under which whoever has it may read the blob for so long; empty where clients get the bytes from us.
     *
     * @param life of the URL
     */
    default Future<Optional<String>> link(String key, Duration life) {
        return Future.succeededFuture(Optional.empty());
    }

    /** How many more bytes fit. */
    Future<Long> usableBytes();

    /** Are operations likely to succeed? */
    Future<Void> check();

    /** Lets go of connections; the blobs stay. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
