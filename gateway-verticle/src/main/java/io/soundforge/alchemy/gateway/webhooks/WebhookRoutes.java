package io.soundforge.alchemy.gateway.webhooks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.webhook.DestinationGuard;
import io.soundforge.alchemy.platform.webhook.EndpointStore;
import io.soundforge.alchemy.platform.webhook.EndpointWish;
import io.soundforge.alchemy.platform.webhook.HostNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Endpoints of webhooks: made, looked at, changed, given a new secret, removed. */
public final class WebhookRoutes {
    static final String WEBHOOKS = "/api/webhooks";
    static final String WEBHOOK = WEBHOOKS + "/:webhookId";

    private static final int MAX_JSON_BYTES = 16 * 1024;
    private static final int NAME_LOOK_UPS = 64;

    private final EndpointStore endpoints;
    private final DestinationGuard guard;
    private final DeliveryRoutes deliveries;

    public WebhookRoutes(Vertx vertx, GatewayParts parts) {
        this.endpoints = new EndpointStore(parts.database());
        this.guard = new DestinationGuard(
                parts.webhookHosts(),
                HostNames.system(vertx.createSharedWorkerExecutor("webhook-names", NAME_LOOK_UPS)));
        this.deliveries = new DeliveryRoutes(parts.database(), endpoints);
    }

    public void mount(Router router) {
        DescribedBody.take(router.post(WEBHOOKS), MAX_JSON_BYTES)
                .handler(context -> JsonAnswer.send(
                        context,
                        201,
                        add(Callers.owner(context), WishJson.read(context.body().buffer()))));
        router.get(WEBHOOKS)
                .handler(context -> JsonAnswer.send(
                        context, 200, endpoints.list(Callers.owner(context)).map(all -> Map.of("webhooks", all))));
        router.get(WEBHOOK)
                .handler(context -> JsonAnswer.send(
                        context, 200, endpoints.find(Callers.owner(context), PathIds.webhook(context))));
        DescribedBody.take(router.patch(WEBHOOK), MAX_JSON_BYTES).handler(this::change);
        router.post(WEBHOOK + "/rotate")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        endpoints
                                .rotate(Callers.owner(context), PathIds.webhook(context))
                                .map(WebhookRoutes::withSecret)));
        router.delete(WEBHOOK).handler(context -> endpoints
                .remove(Callers.owner(context), PathIds.webhook(context))
                .onSuccess(gone -> context.response().setStatusCode(204).end())
                .onFailure(context::fail));
        deliveries.mount(router);
    }

    private Future<Map<String, Object>> add(OwnerId owner, EndpointWish wish) {
        String url = wish.url();
        if (url == null) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "url is required: where to send events, over https");
        }
        return guard.check(url)
                .compose(checked -> endpoints.add(owner, url, wish))
                .map(WebhookRoutes::withSecret);
    }

    private void change(RoutingContext context) {
        EndpointWish wish = WishJson.read(context.body().buffer());
        Future<Void> checked = wish.url() == null ? Future.succeededFuture() : guard.check(wish.url());
        JsonAnswer.send(
                context,
                200,
                checked.compose(fine -> endpoints.change(Callers.owner(context), PathIds.webhook(context), wish)));
    }

    /** The only answers that hold a secret. */
    private static Map<String, Object> withSecret(EndpointStore.Revealed revealed) {
        Map<String, Object> shown = new LinkedHashMap<>();
        WireJson.mapper()
                .valueToTree(revealed.endpoint())
                .properties()
                .forEach(field -> shown.put(field.getKey(), field.getValue()));
        shown.put("secret", revealed.secret().text());
        return shown;
    }
}
