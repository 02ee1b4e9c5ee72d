package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import java.util.Optional;

/** From what somebody pasted to the metadata of one track. */
final class LinkResolver {
    private final MetadataSource source;

    LinkResolver(MetadataSource source) {
        this.source = source;
    }

    /** Fails with INVALID_REQUEST for anything but a track link, else as {@link MetadataSource#describe}. */
    Future<TrackMetadata> resolve(String url) {
        Optional<SpotifyLink> link = SpotifyLink.parse(url);
        if (link.isEmpty()) {
            return refuse("expected a Spotify track link such as https://open.spotify.com/track/<id>");
        }
        if (link.get().kind() != SpotifyLink.Kind.TRACK) {
            return refuse("single tracks are accepted for now; this link names "
                    + withArticle(link.get().kind().text()));
        }
        return source.describe(link.get());
    }

    private static String withArticle(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static Future<TrackMetadata> refuse(String message) {
        return Future.failedFuture(new AlchemyException(ErrorCode.INVALID_REQUEST, message));
    }
}
