package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.gateway.batch.BatchFile.Collection;
import io.soundforge.alchemy.gateway.batch.BatchFile.Refused;
import io.soundforge.alchemy.gateway.batch.BatchFile.Shortened;
import io.soundforge.alchemy.gateway.spotify.ShortLinkReader;
import io.soundforge.alchemy.gateway.tracks.ImportRequest;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tracks of albums and playlists where these stand in a batch. They are asked for one after the other, so that
 * a batch never holds more than one place at the source.
 */
final class Collections {
    static final int MOST = 10;
    static final int MOST_SHORT = 50;

    /** For all of them: whoever sent the batch waits for the answer, half a minute at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(FetchCollection.LONGEST_SECONDS);

    private final Bus bus;
    private final Duration patience;
    private final ShortLinkReader shortLinks;

    Collections(Bus bus) {
        this(bus, PATIENCE);
    }

    /** @param patience after which nobody is asked any more */
    Collections(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
        this.shortLinks = new ShortLinkReader(bus);
    }

    /** @param reads of what the request had of albums, playlists and artists, as far as they were read */
    record Expanded(BatchRequest request, List<CollectionRead> reads) {}

    /**
     * An album, a playlist or a short link that cannot be read, that makes the batch too long, or for which there is no time
     * left, is refused alone.
     */
    Future<Expanded> expand(BatchRequest request) {
        if (request.files().stream().noneMatch(Collections::asksSpotify)) {
            return Future.succeededFuture(new Expanded(request, List.of()));
        }
        Expansion expansion = new Expansion(request.files().size(), System.nanoTime() + patience.toNanos());
        Future<Void> done = Future.succeededFuture();
        for (BatchFile file : request.files()) {
            if (asksSpotify(file)) {
                done = done.compose(before -> take(expansion, file));
            } else {
                done = done.onSuccess(before -> expansion.files.add(file));
            }
        }
        return done.map(all -> new Expanded(request.withFiles(expansion.files), List.copyOf(expansion.reads)));
    }

    private static boolean asksSpotify(BatchFile file) {
        return file instanceof Collection || file instanceof Shortened;
    }

    private Future<Void> take(Expansion expansion, BatchFile file) {
        if (file instanceof Collection collection) {
            return expand(expansion, collection);
        }
        if (!(file instanceof Shortened shortened)) {
            expansion.files.add(file);
            return Future.succeededFuture();
        }
        if (expansion.shortLinks++ == MOST_SHORT) {
            return refuse(expansion, file, tooMany(MOST_SHORT, "short links"));
        }
        if (expansion.left().isZero()) {
            return refuse(expansion, file, noTime());
        }
        return shortLinks
                .written(shortened.source())
                .map(link -> BatchFile.link(link, shortened.options()))
                .compose(
                        written -> take(expansion, written),
                        error -> refuse(expansion, file, AlchemyException.failureOf(error)));
    }

    private Future<Void> expand(Expansion expansion, Collection collection) {
        if (expansion.asked++ == MOST) {
            return refuse(expansion, collection, tooMany(MOST, "albums, playlists and artists"));
        }
        Duration left = expansion.left();
        if (left.isZero()) {
            return refuse(expansion, collection, noTime());
        }
        return bus.ask(FetchCollection.FETCH_COLLECTION, new FetchCollection(collection.link()), left)
                .onSuccess(metadata -> expansion.add(collection, metadata))
                .<Void>mapEmpty()
                .recover(error -> refuse(expansion, collection, AlchemyException.failureOf(error)));
    }

    private static Future<Void> refuse(Expansion expansion, BatchFile file, Failure reason) {
        expansion.files.add(new Refused(file.source(), reason));
        return Future.succeededFuture();
    }

    private static Failure noTime() {
        return new Failure(
                ErrorCode.TIMEOUT, "Spotify was slow and there was no time left to ask for this; send it once more");
    }

    private static Failure tooMany(int most, String what) {
        return new Failure(ErrorCode.INVALID_REQUEST, "at most " + most + " " + what + " fit a batch");
    }

    /** A list of files on its way. */
    private static final class Expansion {
        private final List<BatchFile> files = new ArrayList<>();
        private final List<CollectionRead> reads = new ArrayList<>();
        private final long end;
        private int asked;
        private int shortLinks;
        /** With every collection still counted as one file. */
        private int length;

        Expansion(int length, long end) {
            this.length = length;
            this.end = end;
        }

        /** Zero when the time is over. */
        Duration left() {
            return Duration.ofMillis(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        }

        void add(Collection collection, CollectionMetadata metadata) {
            int tracks = metadata.tracks().size();
            if (tracks == 0 || length - 1 + tracks > BatchRequest.MOST_FILES) {
                files.add(new Refused(collection.source(), unfit(tracks)));
                return;
            }
            length += tracks - 1;
            reads.add(CollectionRead.of(metadata));
            metadata.tracks().forEach(track -> {
                TrackMetadata known = TrackMetadata.of(track, metadata.source());
                ImportRequest request = ImportRequest.of(known, collection.options());
                files.add(new BatchFile.Link(request.url(), request));
            });
        }

        private static Failure unfit(int tracks) {
            return tracks == 0
                    ? new Failure(ErrorCode.NOT_FOUND, "there are no tracks in it")
                    : new Failure(
                            ErrorCode.INVALID_REQUEST,
                            "with its " + tracks + " tracks the batch would have more than " + BatchRequest.MOST_FILES
                                    + " files");
        }
    }
}
