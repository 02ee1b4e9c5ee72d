package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.platform.catalog.ServiceMetadata;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the clips sound like that a music service lets people hear of tracks. Each is read once, for whoever wants it, and its
 * fingerprint is kept with the track's metadata. A clip that cannot be had is no clip: nothing fails for its lack.
 */
final class PreviewClips {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewClips.class);

    /** For the clip of one song, whatever hinders; a reading that takes longer serves the song's next attempt. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A clip that could not be had is not asked for again so soon: songs that wait for their turn come back often. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);

    /** After so many in a row that did not answer, none is asked for in the time of rest: a long playlist would wait for each. */
    private static final int MOST_SILENT = 3;

    private static final Duration REST = Duration.ofMinutes(1);

    private static final int MOST_READINGS = 1000;

    private static final Set<ErrorCode> SILENCE = EnumSet.of(ErrorCode.SOURCE_UNAVAILABLE, ErrorCode.TIMEOUT);

    private final Vertx vertx;
    private final Function<String, Future<Fingerprint>> reader;
    private final ServiceMetadata metadata;

    /** Those under way and those of late, by address; the oldest goes first. */
    private final Map<String, Reading> readings = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reading> eldest) {
            return size() > MOST_READINGS;
        }
    };

    private int silent;
    private long lastSilence;

    /** @param reader from a clip's address to its fingerprint */
    PreviewClips(Vertx vertx, Function<String, Future<Fingerprint>> reader, ServiceMetadata metadata) {
        this.vertx = vertx;
        this.reader = reader;
        this.metadata = metadata;
    }

    private record Reading(Future<Fingerprint> clip, long begun) {
        boolean standsAt(long now) {
            return !clip.failed() || now - begun < GIVEN_UP.toNanos();
        }
    }

    /**
     * The clip's fingerprint; empty if there is none to be had soon. Fails only if the work must stop.
     *
     * @param url null if the service gives no clip of the track
     */
    Future<Optional<Fingerprint>> of(TrackId track, @Nullable String url, Watch watch) {
        return url == null
                ? Future.succeededFuture(Optional.empty())
                : untilStopped(kept(track, url).timeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS), watch)
                        .map(Optional::of)
                        .recover(error -> error instanceof CancellationException
                                ? Future.failedFuture(error)
                                : none(track, error));
    }

    private static Future<Optional<Fingerprint>> none(TrackId track, Throwable error) {
        LOG.atDebug()
                .addKeyValue("track", track)
                .addKeyValue("reason", error.getMessage())
                .log("the service's preview of a track could not be had; it is judged without");
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Fingerprint> kept(TrackId track, String url) {
        return metadata.clip(track, url)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(Fingerprint.ofClip(found.get()))
                        : reading(url).compose(clip -> metadata.putClip(track, url, clip.bytes())
                                .map(clip)));
    }

    private synchronized Future<Fingerprint> reading(String url) {
        long now = System.nanoTime();
        Reading before = readings.get(url);
        if (before != null && before.standsAt(now)) {
            return before.clip();
        }
        if (silent >= MOST_SILENT && now - lastSilence < REST.toNanos()) {
            return Future.failedFuture("clips have not been answered of late");
        }
        Reading begun = new Reading(reader.apply(url), now);
        readings.put(url, begun);
        begun.clip().onComplete(done -> count(done.cause()));
        return begun.clip();
    }

    private synchronized void count(@Nullable Throwable error) {
        boolean answered = error == null
                || !SILENCE.contains(AlchemyException.failureOf(error).code());
        silent = answered ? 0 : silent + 1;
        lastSilence = System.nanoTime();
    }

    /** The reading itself goes on: others may wait for it, too. */
    private <T> Future<T> untilStopped(Future<T> work, Watch watch) {
        Context context = vertx.getOrCreateContext();
        Promise<T> first = Promise.promise();
        work.onComplete(first::tryComplete, first::tryFail);
        watch.onStop(() ->
                context.runOnContext(now -> first.tryFail(new CancellationException(ErrorCode.CANCELLED.sentence()))));
        return first.future();
    }
}
