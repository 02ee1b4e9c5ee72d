package io.soundforge.alchemy.platform.storage;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.object.FileContent;
import io.soundforge.alchemy.platform.storage.object.ObjectFacts;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.Turns;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs as objects of an {@link ObjectStore}, each under its key, read through a cache on this node's disk. A key is
 * fetched once however many ask for it at the same time. Work in progress stays local: scratch, resumable and shared
 * folders are those of a {@link LocalBlobStore}, and its room is room for work on this node; a bucket has no end.
 */
public final class RemoteBlobStore extends BlobStoreOverAnother {
    private static final Logger log = LoggerFactory.getLogger(RemoteBlobStore.class);
    private static final int TRANSFERS = 6;
    private static final int WAITING = 512;
    private static final int FETCHES = 3;
    private static final Duration CHECKED_FOR = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ObjectStore objects;
    private final BlobCache cache;
    private final Settings settings;
    private final Turns uploads = new Turns(TRANSFERS, WAITING);
    private final Turns downloads = new Turns(TRANSFERS, WAITING);
    private final Map<String, Future<Path>> fetching = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private @Nullable Asked asked;

    private record Asked(Instant at, Future<Void> answer) {}

    /**
     * How a node uses its store.
     *
     * @param cacheBytes budget of the cache
     * @param hold how long a file that was given out is not removed from the cache
     * @param fresh how long a cached file is given out without asking the store for it
     * @param abandoned age at which an unfinished upload is nobody's
     * @param redirect whether clients may be sent to the store
     */
    public record Settings(long cacheBytes, Duration hold, Duration fresh, Duration abandoned, boolean redirect) {
        public static Settings of(long cacheBytes, boolean redirect) {
            return new Settings(cacheBytes, Duration.ofHours(2), Duration.ofMinutes(1), Duration.ofHours(24), redirect);
        }
    }

    /**
     * @param root of local work; its cache folder is {@code cache/<node>}
     * @param node no other living process has the name
     */
    public RemoteBlobStore(Vertx vertx, ObjectStore objects, Path root, String node, Settings settings) {
        this(vertx, objects, root, node, settings, InstantSource.system());
    }

    RemoteBlobStore(Vertx vertx, ObjectStore objects, Path root, String node, Settings settings, InstantSource clock) {
        super(new LocalBlobStore(vertx, root));
        this.vertx = vertx;
        this.objects = objects;
        this.settings = settings;
        Path folder = root.toAbsolutePath().normalize().resolve("cache").resolve(BlobKeys.requireName(node));
        this.cache = new BlobCache(folder, settings.cacheBytes(), settings.hold(), clock);
        this.clock = clock;
    }

    @Override
    public Future<Void> adopt(Path file, String key) {
        return here(blocking(() -> BlobKeys.requireKey(key))
                        .compose(checked -> uploads.take(
                                () -> blocking(() -> FileContent.of(file)).compose(content -> objects.put(content, key)
                                        .recover(error -> Future.failedFuture(stillThere(error)))
                                        .compose(stored -> blocking(() -> cache.put(
                                                key, file, new ObjectFacts(content.bytes(), "", content.sha256()))))))))
                .mapEmpty();
    }

    @Override
    public Future<Path> local(String key) {
        return here(blocking(() -> BlobKeys.requireKey(key)).compose(this::once));
    }

    /** Whoever asks while a file is on its way gets the same one. */
    private Future<Path> once(String key) {
        Promise<Path> mine = Promise.promise();
        Future<Path> others = fetching.putIfAbsent(key, mine.future());
        if (others != null) {
            return others;
        }
        blocking(() -> cache.find(key))
                .compose(hit -> hit.map(here -> confirmed(key, here)).orElseGet(() -> fetch(key, FETCHES)))
                .onComplete(result -> {
                    fetching.remove(key);
                    mine.handle(result);
                });
        return mine.future();
    }

    private Future<Path> confirmed(String key, BlobCache.Hit hit) {
        Instant limit = clock.instant().minus(settings.fresh());
        if (hit.verified().isAfter(limit)) {
            return Future.succeededFuture(hit.file());
        }
        return objects.look(key)
                .compose(facts -> facts.isEmpty() ? forget(key) : sameOrFetch(key, hit, facts.get()), error -> {
                    log.warn("{} is given out from the cache: {}", key, error.getMessage());
                    return Future.succeededFuture(hit.file());
                });
    }

    private Future<Path> forget(String key) {
        return blocking(() -> {
            cache.drop(key);
            throw missing(key);
        });
    }

    private Future<Path> sameOrFetch(String key, BlobCache.Hit hit, ObjectFacts facts) {
        if (!hit.facts().agreesWith(facts)) {
            return fetch(key, FETCHES);
        }
        return blocking(() -> {
            cache.verified(key, facts);
            return hit.file();
        });
    }

    private Future<Path> fetch(String key, int triesLeft) {
        return downloads
                .take(() -> blocking(cache::incoming).compose(target -> objects.get(key, target)
                        .compose(facts -> blocking(() -> cache.put(key, target, facts)))
                        .onFailure(error -> discardIncoming(target))))
                .recover(error -> triesLeft > 1 && changedMeanwhile(error)
                        ? fetch(key, triesLeft - 1)
                        : Future.failedFuture(clear(key, error)));
    }

    private void discardIncoming(Path target) {
        blocking(() -> Files.deleteIfExists(target))
                .onFailure(error -> log.warn("half a file stays in the cache until the next start", error));
    }

    private static boolean changedMeanwhile(Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.CONFLICT;
    }

    private static Throwable clear(String key, Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.NOT_FOUND ? missing(key) : error;
    }

    /** What is missing while one writes is an upload that the store forgot, which another try begins anew. */
    private static Throwable stillThere(Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.NOT_FOUND
                ? new AlchemyException(ErrorCode.UNAVAILABLE, "the storage forgot an upload that was under way", error)
                : error;
    }

    private static AlchemyException missing(String key) {
        return new AlchemyException(ErrorCode.NOT_FOUND, "There is no blob '" + key + "'.");
    }

    @Override
    public Future<Void> duplicate(String key, String copy) {
        return here(blocking(() -> BlobKeys.requireKey(key) + BlobKeys.requireKey(copy))
                .compose(checked -> objects.copy(key, copy))
                .recover(error -> Future.failedFuture(clear(key, error)))
                .compose(copied -> blocking(() -> {
                    cache.drop(copy);
                    cache.duplicate(key, copy);
                    return copy;
                }))
                .mapEmpty());
    }

    @Override
    public Future<Void> delete(String key) {
        return here(blocking(() -> BlobKeys.requireKey(key))
                .compose(objects::namesBelow)
                .compose(below -> objects.delete(with(key, below)))
                .compose(gone -> blocking(() -> {
                    cache.drop(key);
                    return key;
                }))
                .mapEmpty());
    }

    private static List<String> with(String key, List<String> below) {
        List<String> names = new ArrayList<>(below);
        names.add(key);
        return names;
    }

    @Override
    public Future<Optional<String>> link(String key, Duration life) {
        return settings.redirect()
                ? here(blocking(() -> BlobKeys.requireKey(key))
                        .compose(checked -> objects.signedUrl(key, life))
                        .map(Optional::of))
                : Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<List<String>> keysBelow(String folder) {
        return here(blocking(() -> BlobKeys.requireKey(folder)).compose(objects::namesBelow));
    }

    /** Sweeps what others began to upload, too. */
    @Override
    public Future<Void> sweep(Predicate<String> keep, Duration untouchedFor) {
        return super.sweep(keep, untouchedFor).compose(swept -> here(objects.sweepUploads(settings.abandoned())));
    }

    /** Whoever looks at our health does not have the store asked each time. */
    @Override
    public Future<Void> check() {
        return here(under().check().compose(fine -> lately()));
    }

    private synchronized Future<Void> lately() {
        Asked before = asked;
        Instant now = clock.instant();
        if (before != null && before.at().plus(CHECKED_FOR).isAfter(now)) {
            return before.answer();
        }
        Future<Void> answer = objects.check();
        asked = new Asked(now, answer);
        return answer;
    }

    @Override
    public Future<Void> close() {
        return objects.close();
    }

    /** Gives the result on the caller's own context, wherever it was found. */
    private <T> Future<T> here(Future<T> result) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        result.onComplete(done -> context.runOnContext(now -> promise.handle(done)));
        return promise.future();
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
