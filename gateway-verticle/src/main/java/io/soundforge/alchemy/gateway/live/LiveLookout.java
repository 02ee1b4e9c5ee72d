package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at separations while they run: at their index several times a second, at their job more rarely. */
final class LiveLookout {
    private static final long LOOK_MILLIS = 200;
    private static final int LOOKS_PER_JOB = 10;

    private final Vertx vertx;
    private final GatewayParts parts;

    LiveLookout(Vertx vertx, GatewayParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /**
     * Where a separation stands.
     *
     * <p>Fails with {@link NoLongerLive} when there is nothing more to be heard of it.
     */
    Future<Growing> look(JobId id) {
        // The job first: if it has not ended yet, what is read afterwards belongs to one that ran a moment ago.
        return parts.jobs()
                .find(id)
                .map(found -> found.orElseThrow(
                        () -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no such separation")))
                .compose(this::look);
    }

    private Future<Growing> look(Job job) {
        if (job.state() == JobState.FAILED || job.state() == JobState.CANCELLED) {
            return Future.failedFuture(new NoLongerLive(job));
        }
        return parts.blobs().existing(WorkFolders.live(job.id())).compose(folder -> folder.map(this::index)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(stems -> standing(job, folder.orElse(null), stems.orElse(null))));
    }

    private static Future<Growing> standing(Job job, @Nullable Path folder, @Nullable LiveStems stems) {
        boolean nothingLeft = job.state() == JobState.COMPLETED && (stems == null || !stems.finished());
        return nothingLeft
                ? Future.failedFuture(new NoLongerLive(job))
                : Future.succeededFuture(new Growing(job, folder, stems));
    }

    private Future<Optional<LiveStems>> index(Path folder) {
        return vertx.executeBlocking(() -> read(folder.resolve("live.json")), false);
    }

    private static Optional<LiveStems> read(Path index) throws IOException {
        try {
            return Optional.of(WireJson.read(Files.readString(index), LiveStems.class));
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    /**
     * Waits until a separation has come far enough.
     *
     * @param patience how long
     * @param wanted whether somebody still waits
     * @return the last look, which is not far enough when patience or interest ended
     */
    Future<Growing> await(JobId id, Predicate<Growing> enough, Duration patience, BooleanSupplier wanted) {
        Promise<Growing> last = Promise.promise();
        Wait wait = new Wait(enough, System.nanoTime() + patience.toNanos(), wanted, last);
        look(id).onSuccess(growing -> next(wait, growing, 1)).onFailure(last::tryFail);
        return last.future();
    }

    private record Wait(Predicate<Growing> enough, long untilNanos, BooleanSupplier wanted, Promise<Growing> last) {
        boolean over(Growing growing) {
            return enough.test(growing) || System.nanoTime() - untilNanos > 0 || !wanted.getAsBoolean();
        }
    }

    /** One look after another; a chain of futures would grow with every look. */
    private void next(Wait wait, Growing growing, int looks) {
        if (wait.over(growing)) {
            wait.last().tryComplete(growing);
            return;
        }
        Job job = growing.job();
        vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                .compose(later -> looks % LOOKS_PER_JOB == 0 ? look(job.id()) : look(job))
                .onSuccess(seen -> next(wait, seen, looks + 1))
                .onFailure(wait.last()::tryFail);
    }
}
