package io.soundforge.alchemy.spotify.webapi;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.IHttpManager;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.exceptions.SpotifyWebApiException;
import se.michaelthelin.spotify.exceptions.detailed.UnauthorizedException;

/**
 * Carries the Spotify library's requests over {@link BoundedHttp}: the library's own transport has no limit for the
 * size of an answer, repeats requests by itself and may answer from a cache.
 *
 * <p>Blocks the calling thread, which must not be an event loop. A refused token is an {@link UnauthorizedException},
 * every other failure the {@link AlchemyException} it stands for.
 */
final class LibraryTransport implements IHttpManager {
    private final BoundedHttp http;
    private final URI accounts;

    /** @param accounts scheme, host and port of the token service; the library always names the real one */
    LibraryTransport(BoundedHttp http, URI accounts) {
        this.http = http;
        this.accounts = accounts;
    }

    @Override
    public String get(URI uri, Header[] headers) throws IOException, SpotifyWebApiException {
        return send(HttpMethod.GET, uri, headers, null);
    }

    @Override
    public String post(URI uri, Header[] headers, HttpEntity body) throws IOException, SpotifyWebApiException {
        return send(HttpMethod.POST, uri, headers, body);
    }

    @Override
    public String put(URI uri, Header[] headers, HttpEntity body) throws IOException, SpotifyWebApiException {
        return send(HttpMethod.PUT, uri, headers, body);
    }

    @Override
    public String delete(URI uri, Header[] headers, HttpEntity body) throws IOException, SpotifyWebApiException {
        return send(HttpMethod.DELETE, uri, headers, body);
    }

    private String send(HttpMethod method, URI uri, Header[] headers, @Nullable HttpEntity entity)
            throws IOException, SpotifyWebApiException {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (Header header : headers) {
            fields.add(header.getName(), header.getValue());
        }
        Buffer body = entity == null ? Buffer.buffer() : Buffer.buffer(EntityUtils.toByteArray(entity));
        Reply reply = await(http.send(method, configured(uri), fields, body));
        if (reply.status() == Reply.UNAUTHORIZED) {
            throw new UnauthorizedException("the access token was refused");
        }
        return reply.successBody();
    }

    private URI configured(URI uri) {
        return SpotifyApi.DEFAULT_AUTHENTICATION_HOST.equals(uri.getHost()) ? accounts.resolve(uri.getRawPath()) : uri;
    }

    private static Reply await(Future<Reply> reply) throws IOException {
        try {
            return reply.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for Spotify");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AlchemyException known) {
                throw known;
            }
            throw new IOException("the exchange with Spotify failed", e.getCause());
        }
    }
}
