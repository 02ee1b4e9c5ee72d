package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;

/** Answers one request for a stored file: whole, in part, unchanged, or not satisfiable. */
public final class FileAnswer {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Asset asset;
    private final Path file;
    private final String disposition;
    private final String entityTag;

    /** For a file that is shown or played in place. */
    public FileAnswer(RoutingContext context, Asset asset, Path file) {
        this(context, asset, file, "inline; filename=\"" + asset.name() + "\"");
    }

    /** @param disposition the {@code Content-Disposition} */
    public FileAnswer(RoutingContext context, Asset asset, Path file, String disposition) {
        this.request = context.request();
        this.response = context.response();
        this.asset = asset;
        this.file = file;
        this.disposition = disposition;
        this.entityTag = "\"" + asset.sha256() + "\"";
    }

    /** Ends the response; fails when the file cannot be sent. A caller that knows better how long it may be kept says so. */
    public Future<Void> send() {
        if (!response.headers().contains("cache-control")) {
            response.putHeader("cache-control", "private, max-age=3600");
        }
        response.putHeader("accept-ranges", "bytes")
                .putHeader("etag", entityTag)
                .putHeader("content-type", asset.contentType())
                .putHeader("content-disposition", disposition);
        if (entityTag.equals(request.getHeader("If-None-Match"))) {
            return response.setStatusCode(304).end();
        }
        try {
            return send(range());
        } catch (ByteRange.Unsatisfiable e) {
            return response.setStatusCode(416)
                    .putHeader("cache-control", "no-store")
                    .putHeader("content-range", "bytes */" + asset.bytes())
                    .end();
        }
    }

    private Optional<ByteRange> range() throws ByteRange.Unsatisfiable {
        String header = request.getHeader("Range");
        String condition = request.getHeader("If-Range");
        boolean stale = condition != null && !condition.equals(entityTag);
        boolean partial = HttpMethod.GET.equals(request.method()); // RFC 9110: Range means nothing to HEAD
        return header == null || stale || !partial ? Optional.empty() : ByteRange.parse(header, asset.bytes());
    }

    private Future<Void> send(Optional<ByteRange> part) {
        ByteRange range = part.orElse(new ByteRange(0, asset.bytes()));
        if (part.isPresent()) {
            response.setStatusCode(206)
                    .putHeader("content-range", "bytes " + range.first() + "-" + range.last() + "/" + asset.bytes());
        }
        response.putHeader("content-length", Long.toString(range.length()));
        if (HttpMethod.HEAD.equals(request.method())) {
            return response.end();
        }
        return response.sendFile(file.toString(), range.first(), range.length());
    }
}
