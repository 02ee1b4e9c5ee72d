package io.soundforge.alchemy.platform.storage;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** A store that keeps work in progress where the one under it does: folders are that one's. */
abstract class BlobStoreOverAnother implements BlobStore {
    private final BlobStore under;

    BlobStoreOverAnother(BlobStore under) {
        this.under = under;
    }

    BlobStore under() {
        return under;
    }

    @Override
    public Future<Path> scratch(String name) {
        return under.scratch(name);
    }

    @Override
    public Future<Path> resumable(String name) {
        return under.resumable(name);
    }

    @Override
    public Future<Optional<Path>> existing(String name) {
        return under.existing(name);
    }

    @Override
    public Future<Path> shared(String name) {
        return under.shared(name);
    }

    @Override
    public Future<Void> discard(Path scratch) {
        return under.discard(scratch);
    }

    @Override
    public Future<Void> sweep(Predicate<String> keep, Duration untouchedFor) {
        return under.sweep(keep, untouchedFor);
    }

    @Override
    public Future<Long> usableBytes() {
        return under.usableBytes();
    }
}
