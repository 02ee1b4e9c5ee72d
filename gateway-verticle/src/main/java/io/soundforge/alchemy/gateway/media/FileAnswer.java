package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers one request for a file: whole, in part, unchanged, or not satisfiable. */
public final class FileAnswer {
    private static final String KEEP = "private, max-age=3600";
    private static final String ASK_AGAIN = "private, no-cache";

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Content content;
    private final Function<ByteRange, Future<Void>> sender;
    private final @Nullable Path file;

    /** @param entityTag in quotation marks */
    private record Content(String type, long bytes, String entityTag, String disposition, String caching) {
        static Content of(Asset asset, String disposition, String caching) {
            return new Content(asset.contentType(), asset.bytes(), quoted(asset.sha256()), disposition, caching);
        }
    }

    private FileAnswer(
            RoutingContext context, Content content, @Nullable Path file, Function<ByteRange, Future<Void>> sender) {
        this.context = context;
        this.file = file;
        this.request = context.request();
        this.response = context.response();
        this.content = content;
        this.sender = sender;
    }

    /** An answer to a path that always means this asset. */
    public static FileAnswer ofDownload(RoutingContext context, Asset asset, Path file, String disposition) {
        return ofFile(context, Content.of(asset, disposition, KEEP), file);
    }

    /** An answer to a path that may mean another asset later. */
    public static FileAnswer ofName(RoutingContext context, Asset asset, Path file) {
        return ofFile(context, Content.of(asset, inline(asset.name()), ASK_AGAIN), file);
    }

    /** An answer with a document that is made for this request. */
    public static FileAnswer ofBytes(RoutingContext context, String name, String contentType, Buffer bytes) {
        Content content = new Content(contentType, bytes.length(), quoted(sha256(bytes)), inline(name), ASK_AGAIN);
        HttpServerResponse response = context.response();
        return new FileAnswer(
                context,
                content,
                null,
                range -> response.end(bytes.slice((int) range.first(), (int) (range.first() + range.length()))));
    }

    /**
     * An answer with bytes that are put together while they are sent.
     *
     * @param about changes when the bytes do
     * @param sender sends a part of them and ends the response
     */
    static FileAnswer ofParts(
            RoutingContext context,
            String contentType,
            String disposition,
            long bytes,
            String about,
            Function<ByteRange, Future<Void>> sender) {
        String tag = quoted(sha256(Buffer.buffer(about)));
        return new FileAnswer(context, new Content(contentType, bytes, tag, disposition, ASK_AGAIN), null, sender);
    }

    private static FileAnswer ofFile(RoutingContext context, Content content, Path file) {
        HttpServerResponse response = context.response();
        return new FileAnswer(
                context, content, file, range -> response.sendFile(file.toString(), range.first(), range.length()));
    }

    private static String inline(String name) {
        return "inline; filename=\"" + name + "\"";
    }

    /** Ends the response; fails when the file cannot be sent. */
    public Future<Void> send() {
        return lastModified().compose(this::send);
    }

    /** Null for what is no file. */
    private Future<@Nullable Instant> lastModified() {
        return file == null
                ? Future.succeededFuture()
                : context.vertx().fileSystem().props(file.toString()).map(properties -> Instant.ofEpochMilli(
                                properties.lastModifiedTime())
                        .truncatedTo(ChronoUnit.SECONDS));
    }

    private Future<Void> send(@Nullable Instant lastModified) {
        response.putHeader("accept-ranges", "bytes")
                .putHeader("etag", content.entityTag())
                .putHeader("cache-control", content.caching())
                .putHeader("content-type", content.type())
                .putHeader("content-disposition", content.disposition());
        if (lastModified != null) {
            response.putHeader("last-modified", Preconditions.text(lastModified));
        }
        Preconditions conditions = new Preconditions(content.entityTag(), lastModified);
        if (conditions.unchanged(request.headers())) {
            return response.setStatusCode(304).end();
        }
        try {
            return send(range(conditions));
        } catch (ByteRange.Unsatisfiable e) {
            return response.setStatusCode(416)
                    .putHeader("cache-control", "no-store")
                    .putHeader("content-range", "bytes */" + content.bytes())
                    .end();
        }
    }

    private Optional<ByteRange> range(Preconditions conditions) throws ByteRange.Unsatisfiable {
        String header = request.getHeader("Range");
        boolean partial = HttpMethod.GET.equals(request.method()); // RFC 9110: Range means nothing to HEAD
        return header == null || !partial || !conditions.rangeHolds(request.headers())
                ? Optional.empty()
                : ByteRange.parse(header, content.bytes());
    }

    private Future<Void> send(Optional<ByteRange> part) {
        ByteRange range = part.orElse(new ByteRange(0, content.bytes()));
        if (part.isPresent()) {
            response.setStatusCode(206)
                    .putHeader("content-range", "bytes " + range.first() + "-" + range.last() + "/" + content.bytes());
        }
        response.putHeader("content-length", Long.toString(range.length()));
        return HttpMethod.HEAD.equals(request.method()) ? response.end() : sender.apply(range);
    }

    private static String quoted(String sha256) {
        return "\"" + sha256 + "\"";
    }

    private static String sha256(Buffer bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
