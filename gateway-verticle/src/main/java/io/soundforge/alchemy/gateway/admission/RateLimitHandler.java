package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.limits.Allowance;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.Charge;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets as many requests through as owner and address may send, and tells callers what they have left in the headers
 * of draft-ietf-httpapi-ratelimit-headers-10. On a server without sign-in everybody is the same owner, so that only
 * addresses count; the operator's service role is not counted as an owner.
 */
public final class RateLimitHandler implements Handler<RoutingContext> {
    private final RateLimits limits;
    private final Buckets buckets;

    public RateLimitHandler(RateLimits limits, Buckets buckets) {
        this.limits = limits;
        this.buckets = buckets;
    }

    @Override
    public void handle(RoutingContext context) {
        RequestClass kind = RequestClass.of(context.request());
        if (!limits.on() || kind == RequestClass.FREE) {
            context.next();
            return;
        }
        Future<List<Allowance>> answer = buckets.take(charges(context, kind));
        if (answer.isComplete()) {
            proceed(context, kind, answer.result());
            return;
        }
        // The body must not run past handlers that are not there yet; the answer may come from another event loop.
        context.request().pause();
        Context here = context.vertx().getOrCreateContext();
        answer.onSuccess(allowances -> here.runOnContext(back -> {
            context.request().resume();
            proceed(context, kind, allowances);
        }));
    }

    private List<Charge> charges(RoutingContext context, RequestClass kind) {
        List<Charge> charges = new ArrayList<>();
        Optional<OwnerId> owner = Callers.present(context)
                .map(Caller::owner)
                .filter(known -> !known.equals(OwnerId.LOCAL) && !known.equals(OwnerId.SERVICE));
        owner.ifPresent(known -> charges.add(new Charge(known.value(), limits.ofOwner(kind))));
        String place = RequestFacts.of(context.request()).client().place();
        charges.add(new Charge(place, limits.ofAddress(kind)));
        return charges;
    }

    private static void proceed(RoutingContext context, RequestClass kind, List<Allowance> allowances) {
        tell(context, allowances);
        Optional<Allowance> missing = allowances.stream()
                .filter(allowance -> !allowance.granted())
                .max(Comparator.comparing(Allowance::retryAfter));
        if (missing.isEmpty()) {
            context.next();
            return;
        }
        long seconds = seconds(missing.get().retryAfter());
        int permits = missing.get().quota().permits();
        context.fail(new AlchemyException(
                ErrorCode.TOO_MANY_REQUESTS,
                "at most " + permits + " " + kind.text() + " a minute are taken from "
                        + (missing.get().quota().name().endsWith("-address") ? "one address" : "one owner")
                        + "; try again in " + seconds + " s",
                missing.get().retryAfter()));
    }

    /** Of several quotas, the one that ends first. */
    private static void tell(RoutingContext context, List<Allowance> allowances) {
        allowances.stream().min(Comparator.comparingLong(Allowance::left)).ifPresent(tightest -> {
            String name = '"' + tightest.quota().name() + '"';
            context.response()
                    .putHeader(
                            "RateLimit-Policy",
                            name + ";q=" + tightest.quota().permits() + ";w="
                                    + tightest.quota().window().toSeconds())
                    .putHeader("RateLimit", name + ";r=" + tightest.left() + ";t=" + seconds(tightest.reset()));
        });
    }

    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
