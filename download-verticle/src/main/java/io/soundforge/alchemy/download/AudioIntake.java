package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.storage.BucketLink;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Act one: from a source to a file of our own in the attempt's scratch folder. Takes the first half of the progress. */
final class AudioIntake {
    static final double SHARE = 50;

    private final BlobStore blobs;
    private final GuardedFetcher fetcher;
    private final BucketIntake buckets;
    private final WorkerExecutor workers;

    AudioIntake(BlobStore blobs, GuardedFetcher fetcher, BucketIntake buckets, WorkerExecutor workers) {
        this.blobs = blobs;
        this.fetcher = fetcher;
        this.buckets = buckets;
        this.workers = workers;
    }

    /** Fails with NOT_FOUND (no such upload), or as {@link GuardedFetcher#fetch}. */
    Future<Path> take(JobRun run, Track track, AudioSource source, Path scratch) {
        Path target = scratch.resolve("original");
        return switch (source.kind()) {
            case UPLOAD -> blobs.local(source.reference()).compose(staged -> onWorker(staged, target));
            case URL ->
                BucketLink.isMeantBy(source.reference())
                        ? buckets.take(source.reference(), target)
                        : fetcher.fetch(
                                        source.reference(),
                                        target,
                                        (received, expected) -> run.progress(percent(received, expected), "fetching"),
                                        run::onStop)
                                .map(bytes -> target);
            case MATCH ->
                Future.failedFuture(new IllegalArgumentException("a song to be found is no file: " + track.id()));
        };
    }

    private Future<Path> onWorker(Path staged, Path target) {
        return workers.executeBlocking(() -> linkOrCopy(staged, target), false);
    }

    /** The staged file stays where it is, so that another attempt finds it too. */
    private static Path linkOrCopy(Path staged, Path target) throws IOException {
        try {
            return Files.createLink(target, staged);
        } catch (UnsupportedOperationException | IOException otherDiskOrFilesystem) {
            return Files.copy(staged, target);
        }
    }

    private static double percent(long received, long expected) {
        return expected > 0 ? SHARE * Math.min(1.0, (double) received / expected) : 0;
    }
}
