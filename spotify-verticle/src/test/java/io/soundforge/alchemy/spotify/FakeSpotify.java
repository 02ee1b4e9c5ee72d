package io.soundforge.alchemy.spotify;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The three Spotify hosts in one server on loopback; what it answers can be changed while it runs. */
public final class FakeSpotify implements AutoCloseable {
    public static final String ID = "4uLU6hMCjMI75M1A2tKUQC";
    public static final String TRACK_LINK = "https://open.spotify.com/track/" + ID;

    private static final String TRACK = """
            {"id":"%s","type":"track","name":"Never Gonna Give You Up","duration_ms":213573,"explicit":false,
             "artists":[{"id":"a","name":"Rick Astley","type":"artist"},{"id":"b","name":"Guest","type":"artist"}],
             "album":{"id":"c","name":"Whenever You Need Somebody","album_type":"album","images":[
               {"url":"https://i.scdn.co/image/small","width":64,"height":64},
               {"url":"https://i.scdn.co/image/large","width":640,"height":640}]},
             "external_ids":{"isrc":"GBARL9300135"}}
            """.formatted(ID);

    private final HttpServer server;
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public volatile Consumer<HttpServerRequest> onToken = this::issueToken;
    public volatile Consumer<HttpServerRequest> onTrack = request -> json(request, 200, TRACK);
    public volatile Consumer<HttpServerRequest> onOembed = request -> json(
            request,
            200,
            "{\"type\":\"rich\",\"title\":\"Never Gonna Give You Up\",\"thumbnail_url\":\"https://i.scdn.co/image/oembed\"}");

    public volatile Consumer<HttpServerRequest> onAlbum = request -> json(request, 404, "{}");
    public volatile Consumer<HttpServerRequest> onPlaylist = request -> json(request, 404, "{}");
    public volatile Consumer<HttpServerRequest> onShort = request -> json(request, 404, "{}");
    public volatile Consumer<HttpServerRequest> onArtist = request -> json(request, 404, "{}");
    public volatile Consumer<HttpServerRequest> onEmbed = request -> json(request, 404, "{}");

    public FakeSpotify(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(this::route)
                .listen(0, "127.0.0.1")
                .await();
    }

    public SpotifyConfig config() {
        return config("id", "secret");
    }

    public SpotifyConfig withoutCredentials() {
        return config(null, null);
    }

    public SpotifyConfig config(@Nullable String id, @Nullable String secret) {
        String url = "http://127.0.0.1:" + server.actualPort();
        return new SpotifyConfig(id, secret, url, url, url, url + "/short", "SE", Duration.ofSeconds(30));
    }

    /** Method, path and query of every request with its authorization, in the order of arrival. */
    public List<String> requests() {
        return requests;
    }

    public long requestsTo(String path) {
        return requests.stream().filter(line -> line.contains(path)).count();
    }

    public static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    public static void busy(HttpServerRequest request, String retryAfter) {
        request.response().putHeader("Retry-After", retryAfter);
        json(request, 429, "{\"error\":{\"status\":429,\"message\":\"API rate limit exceeded\"}}");
    }

    private void route(HttpServerRequest request) {
        requests.add(request.method() + " " + request.uri() + " " + request.getHeader("Authorization"));
        Consumer<HttpServerRequest> answer =
                switch (String.valueOf(request.path()).replaceFirst("^/([^/]*).*", "$1")) {
                    case "api" -> onToken;
                    case "v1" -> ofCatalogue(request.path());
                    case "embed" -> onEmbed;
                    case "short" -> onShort;
                    case "oembed" -> onOembed;
                    default -> other -> json(other, 404, "{}");
                };
        answer.accept(request);
    }

    private Consumer<HttpServerRequest> ofCatalogue(String path) {
        if (path.startsWith("/v1/albums/")) {
            return onAlbum;
        }
        if (path.startsWith("/v1/artists/")) {
            return onArtist;
        }
        return path.startsWith("/v1/playlists/") ? onPlaylist : onTrack;
    }

    /** Issues {@code token-1}, {@code token-2}, … which live for an hour. */
    void issueToken(HttpServerRequest request) {
        json(
                request,
                200,
                "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        .formatted(tokens.incrementAndGet()));
    }

    @Override
    public void close() {
        server.close().await();
    }
}
