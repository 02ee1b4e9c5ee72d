package io.soundforge.alchemy.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
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

/** The public oEmbed answer (oembed.com): title and cover without any key, but neither artist nor duration. */
final class OembedSource implements MetadataSource {
    private final BoundedHttp http;
    private final String openUrl;

    OembedSource(BoundedHttp http, String openUrl) {
        this.http = http;
        this.openUrl = openUrl;
    }

    @Override
    public Future<TrackMetadata> describe(SpotifyLink track) {
        String query = "url=" + URLEncoder.encode(track.canonical(), StandardCharsets.UTF_8);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Accept", "application/json");
        return http.send(HttpMethod.GET, URI.create(openUrl + "/oembed?" + query), headers, Buffer.buffer())
                .map(reply -> parse(track, reply.successBody()));
    }

    private static TrackMetadata parse(SpotifyLink track, String body) {
        try {
            JsonObject json = new JsonObject(body);
            String title = json.getString("title");
            if (title == null || title.isBlank()) {
                throw unreadable(null);
            }
            String cover = PublicUrl.accepted(json.getString("thumbnail_url"));
            return new TrackMetadata(track.id(), title, List.of(), null, cover, null, null, "oembed", false);
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
