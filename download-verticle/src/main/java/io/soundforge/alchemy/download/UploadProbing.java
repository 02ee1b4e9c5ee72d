package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** Says at once whether an uploaded file is audio that we take, for a bounded number of callers. */
final class UploadProbing {
    private static final int MAX_WAITING = 32;

    private final BlobStore blobs;
    private final MediaProbe probe;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();

    UploadProbing(BlobStore blobs, MediaProbe probe, WorkerExecutor workers) {
        this.blobs = blobs;
        this.probe = probe;
        this.workers = workers;
    }

    /** Fails with NOT_FOUND, UNAVAILABLE (too many at once), or as {@link MediaProbe#probe}. */
    Future<MediaInfo> probe(ProbeUpload question) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.UNAVAILABLE, "more than " + MAX_WAITING + " uploads wait to be examined"));
        }
        return blobs.local(question.key())
                .compose(file -> workers.executeBlocking(() -> probe.probe(file), false))
                .onComplete(answered -> waiting.decrementAndGet());
    }
}
