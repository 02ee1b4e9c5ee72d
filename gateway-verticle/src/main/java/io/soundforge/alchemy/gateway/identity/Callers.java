package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.identity.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The caller of a request that was let through. */
public final class Callers {
    private static final String KEY = Caller.class.getName();

    private Callers() {}

    static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    /** Whose rows the request is about. */
    public static OwnerId owner(RoutingContext context) {
        return of(context).owner();
    }

    /** Who called, if it is known by now. */
    public static Optional<Caller> present(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** Who called; only for routes that need a caller. */
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("this route serves without sign-in: " + context.normalizedPath());
        }
        return caller;
    }
}
