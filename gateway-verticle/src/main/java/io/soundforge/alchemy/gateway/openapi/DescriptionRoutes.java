package io.soundforge.alchemy.gateway.openapi;

import io.soundforge.alchemy.gateway.idempotency.BodyDigest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** {@code /openapi.json}, {@code /openapi.yaml}, and the pages that show them: {@code /docs} and {@code /redoc}. */
public final class DescriptionRoutes {
    /**
     * As strict as the other pages' as to scripts. Both libraries draw with images inside their styles; the second searches in
     * a worker of its own.
     */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private final ApiDescription description;

    public DescriptionRoutes(ApiDescription description) {
        this.description = description;
    }

    /** Bytes with the tag that tells them from others. */
    private record Served(String contentType, Buffer bytes, String entityTag) {
        static Served of(String contentType, Buffer bytes) {
            String digest = HexFormat.of().formatHex(BodyDigest.sha256().digest(bytes.getBytes()));
            return new Served(contentType, bytes, "\"" + digest + "\"");
        }
    }

    public void mount(Router router) {
        serve(router, "/openapi.json", Served.of("application/json", description.json()));
        serve(router, "/openapi.yaml", Served.of("application/yaml", description.yaml()));
        serve(router, "/docs", Served.of("text/html; charset=utf-8", page("docs.html")));
        serve(router, "/redoc", Served.of("text/html; charset=utf-8", page("redoc.html")));
    }

    private static void serve(Router router, String path, Served served) {
        router.get(path).handler(context -> send(context, served));
    }

    private static void send(RoutingContext context, Served served) {
        HttpServerResponse response =
                context.response().putHeader("etag", served.entityTag()).putHeader("cache-control", "no-cache");
        if (served.contentType().startsWith("text/html")) {
            response.putHeader("content-security-policy", CONTENT_POLICY);
        }
        if (served.entityTag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("content-type", served.contentType()).end(served.bytes());
        }
    }

    private static Buffer page(String name) {
        try (InputStream page = DescriptionRoutes.class.getResourceAsStream(name)) {
            if (page == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return Buffer.buffer(page.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
