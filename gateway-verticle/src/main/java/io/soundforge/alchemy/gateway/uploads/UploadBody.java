package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.gateway.http.BrokenBody;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file on its way to us.
 *
 * @param request paused
 * @param broken fails when the connection does
 * @param checksum of the part; null if none was announced
 */
record UploadBody(
        HttpServerRequest request,
        Future<Void> broken,
        @Nullable UploadChecksum checksum) {
    /** @throws io.soundforge.alchemy.contracts.failure.AlchemyException INVALID_REQUEST as {@link UploadChecksum#parse} */
    static UploadBody of(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new UploadBody(
                request,
                BrokenBody.of(context),
                UploadChecksum.parse(request.getHeader("Upload-Checksum")).orElse(null));
    }
}
