package io.soundforge.alchemy.gateway.openapi;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON bodies: read up to a size, and held against the description before the route's next handler runs. */
public final class DescribedBody {
    /** Longer ones are looked at elsewhere: an event loop may not be kept that long. */
    private static final int LONG_BYTES = 128 * 1024;

    private DescribedBody() {}

    /**
     * Lets a route read bodies; all that do so do it here.
     *
     * @param maxBytes more than these are answered with 413
     */
    public static Route take(Route route, int maxBytes) {
        return route.handler(BodyHandler.create(false).setBodyLimit(maxBytes)).handler(DescribedBody::check);
    }

    private static void check(RoutingContext context) {
        Operation.Body body =
                RequestCheck.operation(context).map(Operation::body).orElse(null);
        Buffer buffer = context.body().buffer();
        if (body == null || body.lenient() || isLeftOut(body, buffer)) {
            context.next();
        } else if (buffer != null && buffer.length() > LONG_BYTES) {
            context.vertx()
                    .executeBlocking(() -> misfits(body, buffer), false)
                    .onSuccess(misfits -> proceed(context, misfits))
                    .onFailure(context::fail);
        } else {
            proceed(context, misfits(body, buffer));
        }
    }

    private static boolean isLeftOut(Operation.Body body, @Nullable Buffer buffer) {
        return !body.required() && (buffer == null || buffer.toString().isBlank());
    }

    /** Fails with INVALID_REQUEST if the body is no JSON at all. */
    private static List<Misfit> misfits(Operation.Body body, @Nullable Buffer buffer) throws AlchemyException {
        return body.schema().misfits(JsonBody.value(buffer == null ? "" : buffer.toString(), "the body"));
    }

    private static void proceed(RoutingContext context, List<Misfit> misfits) {
        if (misfits.isEmpty()) {
            context.next();
        } else {
            Refusal.send(context, misfits.stream().map(Refusal::ofBody).toList());
        }
    }
}
