package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.object.CloudinaryUploads;
import io.soundforge.alchemy.platform.storage.object.FileContent;
import io.soundforge.alchemy.platform.storage.object.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another store whose finished audio (stems, but no originals) is also at Cloudinary, from where clients may get it. No
 * job waits for that or fails by it: what is not published, for whatever reason, clients get as if nobody published.
 */
final class PublishedBlobStore extends BlobStoreOverAnother {
    private static final Logger log = LoggerFactory.getLogger(PublishedBlobStore.class);
    private static final String FOLDER = "alchemy/";
    private static final Set<String> AUDIO = Set.of("wav", "flac", "mp3", "m4a", "ogg", "opus");
    private static final Set<String> SOURCES = Set.of("original", "canonical", "upload");

    private final Vertx vertx;
    private final CloudinaryUploads publisher;
    private final boolean redirect;
    private final Turns turns = new Turns(2, 1024);

    /** @param redirect whether clients are sent there */
    PublishedBlobStore(Vertx vertx, BlobStore store, CloudinaryUploads publisher, boolean redirect) {
        super(store);
        this.vertx = vertx;
        this.publisher = publisher;
        this.redirect = redirect;
    }

    static boolean isResult(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 && AUDIO.contains(ending(key)) && !SOURCES.contains(name.substring(0, dot));
    }

    private static String ending(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static String publicId(String key) {
        return FOLDER + key.substring(0, key.lastIndexOf('.'));
    }

    @Override
    public Future<Void> adopt(Path file, String key) {
        return under().adopt(file, key).onSuccess(stored -> publish(key));
    }

    @Override
    public Future<Void> duplicate(String key, String copy) {
        return under().duplicate(key, copy).onSuccess(stored -> publish(copy));
    }

    private void publish(String key) {
        if (isResult(key)) {
            turns.take(() -> under().local(key)
                            .compose(file -> vertx.executeBlocking(() -> FileContent.of(file), false))
                            .compose(content -> publisher.publish(content, publicId(key)))
                            .compose(published -> stillThere(key)))
                    .onFailure(error -> log.warn("{} is not published: {}", key, error.getMessage()));
        }
    }

    /** Somebody may have deleted the blob while it was on its way. */
    private Future<Void> stillThere(String key) {
        return under().local(key)
                .compose(
                        file -> Future.succeededFuture(),
                        error -> AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND
                                ? publisher.withdraw(publicId(key))
                                : Future.failedFuture(error));
    }

    /** Only what we kept ourselves can have been published. */
    @Override
    public Future<Void> delete(String key) {
        return under().keysBelow(key).compose(below -> under().delete(key).onSuccess(gone -> {
            List<String> keys = new ArrayList<>(below);
            keys.add(key);
            keys.stream().filter(PublishedBlobStore::isResult).forEach(this::withdraw);
        }));
    }

    private void withdraw(String key) {
        turns.take(() -> publisher.withdraw(publicId(key)))
                .onFailure(error -> log.warn("{} stays published: {}", key, error.getMessage()));
    }

    @Override
    public Future<Optional<String>> link(String key, Duration life) {
        if (!redirect || !isResult(key)) {
            return under().link(key, life);
        }
        return publisher
                .has(publicId(key), ending(key))
                .compose(there -> there
                        ? Future.succeededFuture(Optional.of(publisher.link(publicId(key), ending(key))))
                        : under().link(key, life));
    }

    @Override
    public Future<Path> local(String key) {
        return under().local(key);
    }

    @Override
    public Future<List<String>> keysBelow(String folder) {
        return under().keysBelow(folder);
    }

    @Override
    public Future<Void> check() {
        return under().check();
    }

    @Override
    public Future<Void> close() {
        return under().close().eventually(publisher::close);
    }
}
