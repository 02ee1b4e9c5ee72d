package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.gateway.batch.BatchFile.Collection;
import io.soundforge.alchemy.gateway.batch.BatchFile.Refused;
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

    private static final Duration PATIENCE = Duration.ofSeconds(FetchCollection.LONGEST_SECONDS + 2);

    private final Bus bus;

    Collections(Bus bus) {
        this.bus = bus;
    }

    /** An album or playlist that cannot be read, or that makes the batch too long, is refused; the rest goes on. */
    Future<BatchRequest> expand(BatchRequest request) {
        if (request.files().stream().noneMatch(Collection.class::isInstance)) {
            return Future.succeededFuture(request);
        }
        Expansion expansion = new Expansion(request.files().size());
        Future<Void> done = Future.succeededFuture();
        for (BatchFile file : request.files()) {
            if (file instanceof Collection collection) {
                done = done.compose(before -> expand(expansion, collection));
            } else {
                done = done.onSuccess(before -> expansion.files.add(file));
            }
        }
        return done.map(all -> request.withFiles(expansion.files));
    }

    private Future<Void> expand(Expansion expansion, Collection collection) {
        if (expansion.asked == MOST) {
            expansion.files.add(refused(
                    collection,
                    new Failure(ErrorCode.INVALID_REQUEST, "at most " + MOST + " albums and playlists fit a batch")));
            return Future.succeededFuture();
        }
        expansion.asked++;
        return bus.ask(FetchCollection.FETCH_COLLECTION, new FetchCollection(collection.link()), PATIENCE)
                .onSuccess(metadata -> expansion.add(collection, metadata))
                .<Void>mapEmpty()
                .recover(error -> {
                    expansion.files.add(refused(collection, AlchemyException.failureOf(error)));
                    return Future.succeededFuture();
                });
    }

    private static Refused refused(Collection collection, Failure reason) {
        return new Refused(collection.source(), reason);
    }

    /** A list of files on its way. */
    private static final class Expansion {
        private final List<BatchFile> files = new ArrayList<>();
        private int asked;
        /** With every collection still counted as one file. */
        private int length;

        Expansion(int length) {
            this.length = length;
        }

        void add(Collection collection, CollectionMetadata metadata) {
            int tracks = metadata.tracks().size();
            if (tracks == 0 || length - 1 + tracks > BatchRequest.MOST_FILES) {
                files.add(refused(collection, unfit(tracks)));
                return;
            }
            length += tracks - 1;
            metadata.tracks().forEach(track -> {
                String url = new SpotifyLink(SpotifyLink.Kind.TRACK, track.id()).canonical();
                files.add(new BatchFile.Link(url, ImportRequest.of(url, collection.options())));
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
