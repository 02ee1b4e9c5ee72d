package io.soundforge.alchemy.gateway.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobId;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Function;

/** Reads ids out of paths. A malformed id names nothing, so it is not found. */
public final class PathIds {
    private PathIds() {}

    /** Our id of a track, or a name that its client has for it; whether there is one shows when it is looked for. */
    public static String track(RoutingContext context) {
        return context.pathParam("trackId");
    }

    public static JobId job(RoutingContext context) {
        return parse(context, "jobId", JobId::parse);
    }

    public static UUID asset(RoutingContext context) {
        return parse(context, "assetId", text -> JobId.parse(text).value());
    }

    public static UUID webhook(RoutingContext context) {
        return parse(context, "webhookId", text -> JobId.parse(text).value());
    }

    public static UUID delivery(RoutingContext context) {
        return parse(context, "deliveryId", text -> JobId.parse(text).value());
    }

    public static UUID upload(RoutingContext context) {
        return parse(context, "uploadId", text -> JobId.parse(text).value());
    }

    /** A name that a caller chose. No row can hold a NUL, so a name with one names nothing. */
    public static String name(RoutingContext context, String parameter) {
        String name = context.pathParam(parameter);
        if (name.indexOf('\0') >= 0) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "there is nothing of this name");
        }
        return name;
    }

    private static <T> T parse(RoutingContext context, String name, Function<String, T> parser) {
        try {
            return parser.apply(context.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "there is no such " + name.replace("Id", ""), e);
        }
    }
}
