package io.soundforge.alchemy.gateway.links;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code POST /api/files/sign}: links for those who cannot sign in, such as a player or a friend. */
public final class FileLinkRoutes {
    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int MOST_PATHS = 100;
    private static final long USUAL_SECONDS = Duration.ofHours(1).toSeconds();
    private static final long MOST_SECONDS = Duration.ofDays(7).toSeconds();

    private final FileLinks links;

    public FileLinkRoutes(FileLinks links) {
        this.links = links;
    }

    /** @param urls in the order of the paths */
    record SignedLinks(List<String> urls, Instant expiresAt) {}

    public void mount(Router router) {
        DescribedBody.take(router.post("/api/files/sign"), MAX_JSON_BYTES).handler(this::sign);
    }

    private void sign(RoutingContext context) {
        JsonObject body = JsonBody.object(
                context.body().buffer() == null ? "" : context.body().buffer().toString(StandardCharsets.UTF_8),
                "the body");
        OwnerId caller = Callers.owner(context);
        Instant expires = Instant.ofEpochSecond(links.now().getEpochSecond() + seconds(body));
        List<Future<String>> urls = paths(body).stream()
                .map(path -> links.sign(caller, path, expires))
                .toList();
        JsonAnswer.send(
                context,
                200,
                Future.all(urls)
                        .map(all -> new SignedLinks(
                                urls.stream().map(Future::result).toList(), expires)));
    }

    private static List<String> paths(JsonObject body) {
        if (body.getValue("paths") instanceof JsonArray sent
                && !sent.isEmpty()
                && sent.size() <= MOST_PATHS
                && sent.stream().allMatch(String.class::isInstance)) {
            return sent.stream().map(String.class::cast).toList();
        }
        throw new AlchemyException(ErrorCode.INVALID_REQUEST, "paths must be 1 to " + MOST_PATHS + " texts");
    }

    private static long seconds(JsonObject body) {
        Object sent = body.getValue("expiresInSeconds");
        if (sent == null) {
            return USUAL_SECONDS;
        }
        if (sent instanceof Integer seconds && seconds >= 1 && seconds <= MOST_SECONDS) {
            return seconds;
        }
        throw new AlchemyException(
                ErrorCode.INVALID_REQUEST,
                "expiresInSeconds must be a whole number from 1 to " + MOST_SECONDS + "; got " + sent);
    }
}
