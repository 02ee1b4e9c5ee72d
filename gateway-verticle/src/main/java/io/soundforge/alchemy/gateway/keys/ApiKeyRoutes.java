package io.soundforge.alchemy.gateway.keys;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.identity.ApiKey;
import io.soundforge.alchemy.platform.identity.ApiKeyStore;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /api/keys}: keys that the caller's programs sign in with. */
public final class ApiKeyRoutes {
    private static final int MAX_JSON_BYTES = 4096;

    private final ApiKeyStore keys;

    public ApiKeyRoutes(GatewayParts parts) {
        this.keys = new ApiKeyStore(parts.database());
    }

    /** The only answer that ever tells {@code secret}. */
    record Created(ApiKey key, String secret) {}

    public void mount(Router router) {
        router.get("/api/keys")
                .handler(context -> JsonAnswer.send(
                        context, 200, keys.list(Callers.owner(context)).map(kept -> Map.of("keys", kept))));
        DescribedBody.take(router.post("/api/keys").consumes("application/json"), MAX_JSON_BYTES)
                .handler(this::create);
        router.delete("/api/keys/:keyId").handler(this::revoke);
    }

    private void create(RoutingContext context) {
        Caller caller = requirePerson(context);
        NewApiKey wanted = NewApiKey.parse(context.body().buffer());
        JsonAnswer.send(
                context,
                201,
                keys.create(caller.owner(), wanted.name(), wanted.readOnly(), wanted.lasts())
                        .map(created -> new Created(created.key(), created.text())));
    }

    private void revoke(RoutingContext context) {
        Caller caller = requirePerson(context);
        keys.revoke(caller.owner(), id(context.pathParam("keyId")))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    /** A key that was stolen must not be able to make more of its kind. */
    private static Caller requirePerson(RoutingContext context) {
        Caller caller = Callers.of(context);
        if (List.of(Standing.PROGRAM, Standing.READER).contains(caller.standing())) {
            throw new AlchemyException(ErrorCode.FORBIDDEN, "API keys are made and revoked with an access token");
        }
        return caller;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "there is no such API key", malformed);
        }
    }
}
