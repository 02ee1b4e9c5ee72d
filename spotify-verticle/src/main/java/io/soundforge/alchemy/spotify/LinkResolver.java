package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** From a track's link to the metadata of that one track. */
final class LinkResolver {
    private final Function<SpotifyLink, Future<CollectionMetadata>> collections;

    /** @param collections tells what a link names; a track is a collection of one */
    LinkResolver(Function<SpotifyLink, Future<CollectionMetadata>> collections) {
        this.collections = collections;
    }

    /** Fails with INVALID_REQUEST for anything but a track link, NOT_FOUND, or as the collections do. */
    Future<TrackMetadata> resolve(String url) {
        Optional<SpotifyLink> link = SpotifyLink.parse(url);
        if (link.isEmpty()) {
            return refuse("expected a Spotify track link such as https://open.spotify.com/track/<id>");
        }
        if (link.get().kind() != SpotifyLink.Kind.TRACK) {
            return refuse("one track at a time is looked up; this link names "
                    + withArticle(link.get().kind().text()));
        }
        return collections.apply(link.get()).map(LinkResolver::only);
    }

    private static TrackMetadata only(CollectionMetadata found) {
        if (found.tracks().isEmpty()) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the Spotify Web API named no title");
        }
        return TrackMetadata.of(found.tracks().get(0), found.source());
    }

    private static String withArticle(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static Future<TrackMetadata> refuse(String message) {
        return Future.failedFuture(new AlchemyException(ErrorCode.INVALID_REQUEST, message));
    }
}
