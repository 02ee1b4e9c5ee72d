package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.PublicUrl;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last resort for a single track: the public oEmbed answer (oembed.com) has its title and cover without any key, but
 * neither artist nor duration.
 */
final class OembedCollections implements CollectionSource {
    private final BoundedHttp http;
    private final String openUrl;

    OembedCollections(BoundedHttp http, String openUrl) {
        this.http = http;
        this.openUrl = openUrl;
    }

    /** It does not name the tracks of albums and playlists. */
    @Override
    public boolean tellsOf(SpotifyLink.Kind kind) {
        return kind == SpotifyLink.Kind.TRACK;
    }

    @Override
    public Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline) {
        String query = "url=" + URLEncoder.encode(link.canonical(), StandardCharsets.UTF_8);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/json");
        return http.send(HttpMethod.GET, URI.create(openUrl + "/oembed?" + query), headers, Buffer.buffer())
                .map(reply -> parse(link, reply.successBody()));
    }

    private static CollectionMetadata parse(SpotifyLink link, String body) {
        try {
            JsonObject json = new JsonObject(body);
            String title = json.getString("title");
            if (title == null || title.isBlank()) {
                throw unreadable(null);
            }
            String cover = PublicUrl.accepted(json.getString("thumbnail_url"));
            CollectionTrack only =
                    new CollectionTrack(link.id(), title, List.of(), null, cover, null, null, null, null, null);
            return new CollectionMetadata(link, title, null, List.of(only), SkippedItems.NONE, 1, "oembed", false);
        } catch (DecodeException | ClassCastException e) {
            throw unreadable(e);
        }
    }

    private static AlchemyException unreadable(@Nullable Exception cause) {
        String message = "Spotify's oEmbed answer is not the expected JSON object with a title";
        return cause == null
                ? new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message)
                : new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
