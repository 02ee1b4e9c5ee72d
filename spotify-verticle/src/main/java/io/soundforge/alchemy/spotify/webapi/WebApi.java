package io.soundforge.alchemy.spotify.webapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonParseException;
import com.neovisionaries.i18n.CountryCode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.spotify.SpotifyConfig;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.hc.core5.http.ParseException;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.exceptions.SpotifyWebApiException;
import se.michaelthelin.spotify.exceptions.detailed.UnauthorizedException;
import se.michaelthelin.spotify.model_objects.credentials.ClientCredentials;
import se.michaelthelin.spotify.requests.IRequest;

/**
 * The Web API with an application's own token (client credentials flow): through the library, which blocks and
 * therefore has its own pool, or as plain JSON where the library lags behind the service.
 *
 * <p>Every question is asked once, and once more with a fresh token when the first was refused. Failures are
 * NOT_FOUND, RATE_LIMITED, SOURCE_REFUSED, SOURCE_UNAVAILABLE or TIMEOUT.
 */
public final class WebApi {
    private final SpotifyConfig config;
    private final BoundedHttp http;
    private final LibraryTransport transport;
    private final WorkerExecutor workers;
    private final AccessTokens tokens;
    private volatile boolean admitted = true;

    /**
     * @param config with credentials
     * @param memory where other nodes' tokens are
     */
    public WebApi(
            SpotifyConfig config, BoundedHttp http, WorkerExecutor workers, InstantSource clock, TokenMemory memory) {
        this.config = config;
        this.http = http;
        this.transport = new LibraryTransport(http, URI.create(config.accountsUrl()));
        this.workers = workers;
        this.tokens = new AccessTokens(this::issueToken, memory, clock);
    }

    /** False once a token could not be had or was refused, until one is accepted again. */
    public boolean admitted() {
        return admitted;
    }

    /** The country whose catalogue is asked; null for none. */
    public @Nullable CountryCode market() {
        return CountryCode.getByCode(config.market(), false);
    }

    /** The host that is asked, for its cooldown. */
    public URI host() {
        return URI.create(config.apiUrl());
    }

    /** Asks through the library. The question is put together on a worker, which may block. */
    public <T> Future<T> ask(Function<SpotifyApi, IRequest<T>> question) {
        return authorized(token -> onWorker(
                () -> parsed(question.apply(client().setAccessToken(token).build()))));
    }

    /** @param path with its query, such as {@code /v1/playlists/…}; every part of it is ours */
    public Future<JsonNode> json(String path) {
        return authorized(token -> {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                    .set("Accept", "application/json")
                    .set("Authorization", "Bearer " + token);
            return http.send(HttpMethod.GET, URI.create(config.apiUrl() + path), headers, Buffer.buffer())
                    .compose(WebApi::tree);
        });
    }

    private static Future<JsonNode> tree(Reply reply) {
        if (reply.status() == Reply.UNAUTHORIZED) {
            return Future.failedFuture(new UnauthorizedException("the access token was refused"));
        }
        try {
            return Future.succeededFuture(WireJson.mapper().readTree(reply.successBody()));
        } catch (JsonProcessingException e) {
            return Future.failedFuture(unreadable(e));
        }
    }

    private <T> Future<T> authorized(Function<String, Future<T>> call) {
        return tokens.token()
                .onFailure(error -> admitted = false)
                .compose(token -> call.apply(token).recover(error -> {
                    if (!refused(error)) {
                        return Future.failedFuture(error);
                    }
                    tokens.reject(token);
                    return tokens.token().compose(call);
                }))
                .onSuccess(answer -> admitted = true)
                .onFailure(error -> {
                    if (refused(error)) {
                        admitted = false;
                    }
                })
                .recover(error -> Future.failedFuture(named(error)));
    }

    private Future<AccessTokens.Issued> issueToken() {
        return onWorker(() -> issued(parsed(tokenRequest())));
    }

    private IRequest<ClientCredentials> tokenRequest() {
        return client().setClientId(config.clientId())
                .setClientSecret(config.clientSecret())
                .build()
                .clientCredentials()
                .build();
    }

    private SpotifyApi.Builder client() {
        URI base = host();
        return new SpotifyApi.Builder()
                .setHttpManager(transport)
                .setScheme(base.getScheme())
                .setHost(base.getHost())
                .setPort(portOf(base));
    }

    /** Building a request belongs there too: it makes the library load its own HTTP client, which takes a while. */
    private <T> Future<T> onWorker(Callable<T> call) {
        return workers.executeBlocking(call, false);
    }

    /** Runs a request; an answer that is not the expected JSON makes the library fail in many ways. */
    private static <T> T parsed(IRequest<T> request) throws IOException, SpotifyWebApiException, ParseException {
        try {
            T answer = request.execute();
            if (answer == null) {
                throw unreadable(null);
            }
            return answer;
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NumberFormatException
                | NullPointerException e) {
            throw unreadable(e);
        }
    }

    private static AccessTokens.Issued issued(ClientCredentials answer) {
        String token = answer.getAccessToken();
        Integer seconds = answer.getExpiresIn();
        if (token == null || seconds == null) {
            throw unreadable(null);
        }
        return new AccessTokens.Issued(token, Duration.ofSeconds(seconds));
    }

    private static int portOf(URI base) {
        if (base.getPort() >= 0) {
            return base.getPort();
        }
        return "http".equals(base.getScheme()) ? 80 : 443;
    }

    private static boolean refused(Throwable error) {
        return error instanceof UnauthorizedException;
    }

    private static Throwable named(Throwable error) {
        if (error instanceof AlchemyException) {
            return error;
        }
        return refused(error)
                ? new AlchemyException(
                        ErrorCode.SOURCE_REFUSED, "Spotify refused our credentials; check client id and secret", error)
                : new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the Spotify Web API could not be asked", error);
    }

    private static AlchemyException unreadable(@Nullable Exception cause) {
        String message = "the Spotify Web API's answer is not the expected JSON";
        return cause == null
                ? new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message)
                : new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
