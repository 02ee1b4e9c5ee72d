package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.identity.Need;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets requests through whose caller meets the route's need; others get 401 or 403. */
public final class SignInHandler implements Handler<RoutingContext> {
    private final SignIn signIn;

    public SignInHandler(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public void handle(RoutingContext context) {
        Need need = RouteNeeds.of(context.request().method(), context.normalizedPath());
        if (need == Need.NOTHING) {
            context.next();
            return;
        }
        // The body must not run past handlers that are not there yet.
        context.request().pause();
        signIn.of(context.request().headers())
                .onSuccess(caller -> proceed(context, need, caller))
                .onFailure(error -> refuse(context, error));
    }

    private static void proceed(RoutingContext context, Need need, Optional<Caller> caller) {
        try {
            AccessPolicy.require(need, caller);
        } catch (AlchemyException refused) {
            refuse(context, refused);
            return;
        }
        caller.ifPresent(known -> Callers.put(context, known));
        context.request().resume();
        context.next();
    }

    /** A body that nobody reads any more must not hold the connection. */
    private static void refuse(RoutingContext context, Throwable error) {
        context.request().resume();
        context.response().putHeader("WWW-Authenticate", "Bearer");
        context.fail(error);
    }
}
