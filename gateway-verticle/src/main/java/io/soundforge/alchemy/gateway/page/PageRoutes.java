package io.soundforge.alchemy.gateway.page;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Serves the page and the libraries that it imports. */
public final class PageRoutes {
    /** As the class path has it; the working folder is looked at first, so the name is one that no folder has. */
    static final String ROOT = "io/soundforge/alchemy/gateway/web";

    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

    private PageRoutes() {}

    public static void mount(Router router) {
        router.get("/webjars/*")
                .handler(PageRoutes::tag)
                .handler(StaticHandler.create("META-INF/resources/webjars").setCachingEnabled(false));
        router.get("/*")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, ROOT)
                        .setMaxAgeSeconds(0)
                        .setIncludeHidden(false));
    }

    /** The path of a library's file names its version, so what it leads to never changes. */
    private static void tag(RoutingContext context) {
        String tag = "\"" + UUID.nameUUIDFromBytes(context.normalizedPath().getBytes(StandardCharsets.UTF_8)) + "\"";
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            keep(context, tag);
            context.response().setStatusCode(304).end();
            return;
        }
        context.addHeadersEndHandler(sending -> {
            if (context.response().getStatusCode() == 200) {
                keep(context, tag);
            }
        });
        context.next();
    }

    private static void keep(RoutingContext context, String tag) {
        context.response().putHeader("etag", tag).putHeader("cache-control", FOR_A_YEAR);
    }
}
