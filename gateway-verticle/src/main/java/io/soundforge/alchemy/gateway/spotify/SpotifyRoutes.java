package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/spotify/fetch}: what a link names; {@code GET /api/spotify/health}: how Spotify is asked. */
public final class SpotifyRoutes {
    private static final Logger log = LoggerFactory.getLogger(SpotifyRoutes.class);
    private static final int MAX_JSON_BYTES = 64 * 1024;

    /** The verticle answers before; this is for one that died on the way. */
    private static final Duration PATIENCE = Duration.ofSeconds(FetchCollection.LONGEST_SECONDS + 1);

    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(3);

    private final Bus bus;
    private final ShortLinkReader shortLinks;

    public SpotifyRoutes(Bus bus) {
        this.bus = bus;
        this.shortLinks = new ShortLinkReader(bus);
    }

    /** The answer of a service that is at work. */
    record Health(String status, DescribeAccess.AccessMode mode) {}

    public void mount(Router router) {
        DescribedBody.take(router.post("/api/spotify/fetch").consumes("application/json"), MAX_JSON_BYTES)
                .handler(this::fetch);
        router.get("/api/spotify/health")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        bus.ask(DescribeAccess.DESCRIBE_ACCESS, new DescribeAccess(), HEALTH_PATIENCE)
                                .map(answer -> new Health("ok", answer.mode()))));
    }

    private void fetch(RoutingContext context) {
        Optional<String> url = FetchRequest.url(context.body().asString());
        if (url.isEmpty()) {
            String details = "expected a JSON object such as {\"url\": \"https://open.spotify.com/album/<id>\"}";
            FetchProblem.send(context, "URL is required", new Failure(ErrorCode.INVALID_REQUEST, details));
            return;
        }
        try {
            fetch(context, FetchRequest.links(url.get()));
        } catch (AlchemyException e) {
            FetchProblem.send(context, "Invalid Spotify URL", e.failure());
        }
    }

    private void fetch(RoutingContext context, List<String> links) {
        if (links.size() == 1) {
            read(links.get(0))
                    .onSuccess(answer -> JsonAnswer.send(context, 200, answer))
                    .onFailure(error -> failed(context, links.get(0), error));
            return;
        }
        List<Future<ManyAnswer.Read>> reads =
                links.stream().map(this::readOrFailure).toList();
        Future.all(reads)
                .map(all -> ManyAnswer.of(all.list()))
                .onSuccess(answer -> JsonAnswer.send(context, 200, answer))
                .onFailure(error -> failed(context, String.join(" ", links), error));
    }

    private Future<ManyAnswer.Read> readOrFailure(String link) {
        return read(link)
                .map(answer -> new ManyAnswer.Read(link, answer, null))
                .otherwise(error -> new ManyAnswer.Read(link, null, reported(link, error)));
    }

    private Future<FetchAnswer> read(String link) {
        return shortLinks
                .written(link)
                .map(FetchRequest::link)
                .compose(named -> bus.ask(FetchCollection.FETCH_COLLECTION, new FetchCollection(named), PATIENCE))
                .map(FetchAnswer::of);
    }

    private static void failed(RoutingContext context, String link, Throwable error) {
        Failure failure = reported(link, error);
        ProblemHandler.tellWait(context, error);
        boolean refused = failure.code() == ErrorCode.INVALID_REQUEST;
        FetchProblem.send(context, refused ? "Invalid Spotify URL" : "Failed to fetch data", failure);
    }

    private static Failure reported(String link, Throwable error) {
        Failure failure = AlchemyException.failureOf(error);
        if (failure.code() == ErrorCode.INTERNAL) {
            log.atError().addKeyValue("link", link).setCause(error).log("a link could not be fetched");
        }
        return failure;
    }
}
