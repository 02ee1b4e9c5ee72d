package io.soundforge.alchemy.spotify;

import com.google.gson.JsonParseException;
import com.neovisionaries.i18n.CountryCode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.apache.hc.core5.http.ParseException;
import org.jspecify.annotations.Nullable;
import se.michaelthelin.spotify.SpotifyApi;
import se.michaelthelin.spotify.exceptions.SpotifyWebApiException;
import se.michaelthelin.spotify.exceptions.detailed.UnauthorizedException;
import se.michaelthelin.spotify.model_objects.credentials.ClientCredentials;
import se.michaelthelin.spotify.model_objects.specification.Track;
import se.michaelthelin.spotify.requests.IRequest;
import se.michaelthelin.spotify.requests.data.tracks.GetTrackRequest;

/** The Web API with an application's own token (client credentials flow). The library blocks, so it has its own pool. */
final class WebApiSource implements MetadataSource {
    private final SpotifyConfig config;
    private final LibraryTransport transport;
    private final WorkerExecutor workers;
    private final AccessTokens tokens;

    /** @param config with credentials */
    WebApiSource(SpotifyConfig config, LibraryTransport transport, WorkerExecutor workers, InstantSource clock) {
        this.config = config;
        this.transport = transport;
        this.workers = workers;
        this.tokens = new AccessTokens(this::issueToken, clock);
    }

    @Override
    public Future<TrackMetadata> describe(SpotifyLink track) {
        return tokens.token()
                .compose(token -> fetch(track, token).recover(error -> {
                    tokens.reject(token);
                    return refused(error)
                            ? tokens.token().compose(fresh -> fetch(track, fresh))
                            : Future.failedFuture(error);
                }))
                .map(found -> TrackMapping.metadata(track, found))
                .recover(error -> Future.failedFuture(named(error)));
    }

    private Future<Track> fetch(SpotifyLink track, String token) {
        return onWorker(() -> parsed(trackRequest(track, token)));
    }

    private IRequest<Track> trackRequest(SpotifyLink track, String token) {
        GetTrackRequest.Builder request = client().setAccessToken(token).build().getTrack(track.id());
        CountryCode market = CountryCode.getByCode(config.market(), false);
        return market == null ? request.build() : request.market(market).build();
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
        URI base = URI.create(config.apiUrl());
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

    private static AlchemyException unreadable(@Nullable RuntimeException cause) {
        String message = "the Spotify Web API's answer is not the expected JSON";
        return cause == null
                ? new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message)
                : new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
