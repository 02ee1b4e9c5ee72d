package io.soundforge.alchemy.gateway.webhooks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.tracks.PageLimit;
import io.soundforge.alchemy.platform.catalog.Page;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.webhook.Delivery;
import io.soundforge.alchemy.platform.webhook.DeliveryLog;
import io.soundforge.alchemy.platform.webhook.EndpointStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent, what came back, and sending it again. */
final class DeliveryRoutes {
    private static final List<String> STATES = List.of("waiting", "sending", "delivered", "failed");
    private static final int DEFAULT_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;

    private final DeliveryLog log;

    DeliveryRoutes(Database database, EndpointStore endpoints) {
        this.log = new DeliveryLog(database, endpoints, InstantSource.system());
    }

    private record Deliveries(
            List<Delivery> deliveries, @Nullable String next) {}

    void mount(Router router) {
        router.post(WebhookRoutes.WEBHOOKS + "/deliveries/:deliveryId/replay")
                .handler(context ->
                        JsonAnswer.send(context, 202, log.replay(Callers.owner(context), PathIds.delivery(context))));
        router.get(WebhookRoutes.WEBHOOK + "/deliveries")
                .handler(context -> JsonAnswer.send(
                        context, 200, page(context).map(page -> new Deliveries(page.items(), page.next()))));
        router.post(WebhookRoutes.WEBHOOK + "/test")
                .handler(context ->
                        JsonAnswer.send(context, 202, log.test(Callers.owner(context), PathIds.webhook(context))));
        router.post(WebhookRoutes.WEBHOOK + "/replay")
                .handler(context -> JsonAnswer.send(
                        context,
                        202,
                        log.replaySince(
                                        Callers.owner(context),
                                        PathIds.webhook(context),
                                        since(context.request().getParam("since")))
                                .map(count -> Map.of("replayed", count))));
    }

    private Future<Page<Delivery>> page(RoutingContext context) {
        HttpServerRequest request = context.request();
        String state = request.getParam("state");
        if (state != null && !STATES.contains(state)) {
            throw invalid("state must be one of " + String.join(", ", STATES) + "; got '" + state + "'", null);
        }
        int limit = PageLimit.parse(request.getParam("limit"), DEFAULT_LIMIT, LARGEST_LIMIT);
        try {
            return log.page(Callers.owner(context), PathIds.webhook(context), state, request.getParam("cursor"), limit);
        } catch (IllegalArgumentException e) {
            throw invalid("cursor must be what an earlier part of the list gave as next", e);
        }
    }

    private static Instant since(@Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw invalid("since is required: a time such as 2026-01-31T12:00:00Z", e);
        }
    }

    private static AlchemyException invalid(String message, @Nullable Throwable cause) {
        return cause == null
                ? new AlchemyException(ErrorCode.INVALID_REQUEST, message)
                : new AlchemyException(ErrorCode.INVALID_REQUEST, message, cause);
    }
}
