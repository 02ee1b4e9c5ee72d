package io.soundforge.alchemy.gateway.page;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** Serves the page and the libraries that it imports. */
public final class PageRoutes {
    /** As the class path has it; the working folder is looked at first, so the name is one that no folder has. */
    static final String ROOT = "io/soundforge/alchemy/gateway/web";

    private PageRoutes() {}

    public static void mount(Router router) {
        router.get("/webjars/*").handler(StaticHandler.create("META-INF/resources/webjars"));
        router.get("/*")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, ROOT)
                        .setMaxAgeSeconds(0)
                        .setIncludeHidden(false));
    }
}
