package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.identity.Need;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets requests through whose caller meets the route's need; others get 401 or 403. */
public final class SignInHandler implements Handler<RoutingContext> {
    private final SignIn signIn;
    private final LinkedCallers links;
    private final SignInAttempts attempts;

    public SignInHandler(SignIn signIn, LinkedCallers links, SignInAttempts attempts) {
        this.signIn = signIn;
        this.links = links;
        this.attempts = attempts;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = path(context);
        if (path == null) {
            context.fail(400);
            return;
        }
        Need need = RouteNeeds.of(context.request().method(), path);
        if (need == Need.NOTHING) {
            context.next();
            return;
        }
        String place = RequestFacts.of(context.request()).client().place();
        Optional<AlchemyException> wait = attempts.refusal(place);
        if (wait.isPresent()) {
            context.fail(wait.get());
            return;
        }
        // The body must not run past handlers that are not there yet.
        context.request().pause();
        if (need == Need.LOOK && links.claimedBy(context)) {
            links.of(context)
                    .onSuccess(caller -> proceed(context, need, Optional.of(caller)))
                    .onFailure(error -> {
                        context.request().resume();
                        context.fail(error);
                    });
            return;
        }
        signIn.of(context.request().headers())
                .onSuccess(caller -> proceed(context, need, caller))
                .onFailure(error -> {
                    attempts.failed(place, error);
                    refuse(context, error);
                });
    }

    /** Null if it cannot be decoded, such as {@code /%zz}. */
    private static @Nullable String path(RoutingContext context) {
        try {
            return context.normalizedPath();
        } catch (IllegalArgumentException malformed) {
            return null; // answered as 400, as the router does where it looks at the path first
        }
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
