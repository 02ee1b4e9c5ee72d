package io.soundforge.alchemy.spotify.collection;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/** What the public embed pages show, without any credentials; the only way to Spotify's own editorial playlists. */
final class EmbedCollections implements CollectionSource {
    private final BoundedHttp http;
    private final String openUrl;
    private final Patience patience;

    EmbedCollections(BoundedHttp http, String openUrl, Patience patience) {
        this.http = http;
        this.openUrl = openUrl;
        this.patience = patience;
    }

    @Override
    public Future<CollectionMetadata> fetch(SpotifyLink link, Deadline deadline) {
        URI page = URI.create(openUrl + "/embed/" + link.kind().text() + "/" + link.id());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Accept", "text/html")
                .set("User-Agent", "sound-forge-alchemy"); // sites like to know who looks at their pages
        return patience.call(
                        () -> http.send(HttpMethod.GET, page, headers, Buffer.buffer())
                                .map(Reply::successBody),
                        deadline)
                .map(html -> EmbedPage.read(link, html));
    }
}
