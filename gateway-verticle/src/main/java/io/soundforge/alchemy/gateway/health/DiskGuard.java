package io.soundforge.alchemy.gateway.health;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.health.DiskWatch;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses files while the disk is nearly full, before a byte of them is read. */
public final class DiskGuard implements Handler<RoutingContext> {
    private static final Duration LATER = Duration.ofMinutes(1);

    private final DiskWatch disk;

    public DiskGuard(DiskWatch disk) {
        this.disk = disk;
    }

    @Override
    public void handle(RoutingContext context) {
        if (bringsFile(context.request().getHeader(HttpHeaders.CONTENT_TYPE)) && disk.low()) {
            context.fail(new AlchemyException(
                    ErrorCode.UNAVAILABLE, "the server's disk is nearly full: files are taken again later", LATER));
        } else {
            context.next();
        }
    }

    /** A form with files, or a piece of a file that is sent in pieces. */
    private static boolean bringsFile(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.startsWith("application/offset+octet-stream");
    }
}
