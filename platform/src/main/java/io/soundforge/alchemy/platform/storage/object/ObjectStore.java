package io.soundforge.alchemy.platform.storage.object;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whole objects by name in one bucket behind HTTP. An object is seen when all of it has arrived, never before. Calls that
 * may be repeated are repeated; what then still fails is NOT_FOUND, STORAGE_REFUSED (credentials, or a request that the
 * store will never take) or UNAVAILABLE.
 */
public interface ObjectStore {
    /** Stores the file's bytes under the name, replacing what was there. */
    Future<Void> put(FileContent content, String name);

    /**
     * Writes the object's bytes to a file that does not exist yet and compares them with what the store says of them; on
     * failure the file may be there in part.
     */
    Future<ObjectFacts> get(String name, Path target);

    /** What the store says of an object; empty if there is none. */
    Future<Optional<ObjectFacts>> look(String name);

    /** The same bytes under another name; they do not travel through us. */
    Future<Void> copy(String name, String copy);

    /** Names of all objects in a folder and below. */
    Future<List<String>> namesBelow(String folder);

    /** Deletes objects; those that are not there are fine too. */
    Future<Void> delete(List<String> names);

    /** A URL under which whoever has it may read the object for so long. */
    Future<String> signedUrl(String name, Duration life);

    /** Ends uploads that somebody began so long ago and never finished. */
    Future<Void> sweepUploads(Duration olderThan);

    /** Whether the bucket can be asked; one try. */
    Future<Void> check();

    /** Such as {@code s3 bucket music at https://minio.example}; no secret. */
    String description();

    Future<Void> close();
}
