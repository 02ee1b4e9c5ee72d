package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.tracks.TrackImporter;
import io.soundforge.alchemy.platform.http.Problem;
import io.soundforge.alchemy.platform.uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@code /api/uploads}: uploads that go on after an interruption, by <a
 * href="https://tus.io/protocols/resumable-upload">TUS 1.0.0</a> with creation, creation-with-upload, termination, checksum
 * and expiration.
 */
public final class UploadRoutes {
    private static final String VERSION = "1.0.0";
    private static final String CONTENT_TYPE = "application/offset+octet-stream";
    private static final String EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";

    /** Names the track that an upload has become. */
    private static final String TRACK = "Alchemy-Track";

    private final long maxBytes;
    private final UploadDesk desk;

    public UploadRoutes(Vertx vertx, GatewayParts parts) {
        this.maxBytes = parts.config().maxUploadBytes();
        this.desk = new UploadDesk(vertx, parts);
    }

    public void mount(Router router) {
        router.options("/api/uploads").handler(this::tell);
        router.options("/api/uploads/:uploadId").handler(this::tell);
        router.post("/api/uploads").handler(context -> speak(context, this::create));
        router.post("/api/uploads/:uploadId").handler(this::override);
        router.head("/api/uploads/:uploadId").handler(context -> speak(context, this::look));
        router.patch("/api/uploads/:uploadId").handler(context -> speak(context, this::append));
        router.delete("/api/uploads/:uploadId").handler(context -> speak(context, this::delete));
        router.get("/api/uploads/:uploadId").handler(this::show);
    }

    /** What a request does; fails with whatever it is to be refused with. */
    @FunctionalInterface
    private interface Action {
        Future<Void> on(RoutingContext context);
    }

    private void tell(RoutingContext context) {
        context.response()
                .setStatusCode(204)
                .putHeader("Tus-Resumable", VERSION)
                .putHeader("Tus-Version", VERSION)
                .putHeader("Tus-Extension", EXTENSIONS)
                .putHeader("Tus-Max-Size", Long.toString(maxBytes))
                .putHeader("Tus-Checksum-Algorithm", UploadChecksum.ALGORITHMS)
                .end();
    }

    /** The body waits until somebody reads it; one that nobody wants must not hold the connection. */
    private void speak(RoutingContext context, Action action) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        request.pause();
        response.putHeader("Tus-Resumable", VERSION);
        if (!VERSION.equals(request.getHeader("Tus-Resumable"))) {
            letTheRestPass(request);
            response.putHeader("Tus-Version", VERSION);
            new Problem(
                            412,
                            "invalid_request",
                            ErrorCode.INVALID_REQUEST.sentence(),
                            "Tus-Resumable must be " + VERSION)
                    .send(response);
            return;
        }
        Future.succeededFuture()
                .compose(start -> action.on(context))
                .onComplete(done -> letTheRestPass(request))
                .onFailure(context::fail);
    }

    private void letTheRestPass(HttpServerRequest request) {
        if (!request.isEnded()) {
            long[] ignored = {0};
            request.handler(chunk -> {
                ignored[0] += chunk.length();
                if (ignored[0] > maxBytes) {
                    request.connection().close();
                }
            });
            request.resume();
        }
    }

    /** For clients whose network lets only GET and POST through. */
    private void override(RoutingContext context) {
        String method = context.request().getHeader("X-HTTP-Method-Override");
        switch (method == null ? "" : method.toUpperCase(Locale.ROOT)) {
            case "PATCH" -> speak(context, this::append);
            case "DELETE" -> speak(context, this::delete);
            case "HEAD" -> speak(context, this::look);
            default -> context.fail(405);
        }
    }

    private Future<Void> create(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean withBody = hasBody(request);
        if (withBody) {
            requireContentType(request);
        }
        UploadBody body = UploadBody.of(context);
        UploadMetadata metadata = UploadMetadata.parse(request.getHeader("Upload-Metadata"));
        TrackImporter.options(new JsonObject(), metadata.options());
        return desk.create(Callers.owner(context), length(request), metadata)
                .compose(upload -> withBody
                        ? desk.append(upload, 0, body)
                                .recover(error -> desk.delete(upload).transform(gone -> Future.failedFuture(error)))
                        : Future.succeededFuture(upload))
                .compose(upload -> {
                    context.response().putHeader("Location", "/api/uploads/" + upload.id());
                    return answer(context, 201, upload);
                });
    }

    private long length(HttpServerRequest request) {
        if (request.getHeader("Upload-Defer-Length") != null) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "Upload-Length must be known at the beginning; it cannot be deferred");
        }
        long length = number(request, "Upload-Length");
        if (length == 0) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "Upload-Length must be 1 or more");
        }
        if (length > maxBytes) {
            throw new AlchemyException(
                    ErrorCode.BODY_TOO_LARGE, "a file of at most " + maxBytes + " bytes was expected; got " + length);
        }
        return length;
    }

    private Future<Void> look(RoutingContext context) {
        return desk.find(Callers.owner(context), PathIds.upload(context))
                .compose(upload ->
                        upload.complete() && !upload.imported() ? desk.finish(upload) : Future.succeededFuture(upload))
                .compose(upload -> {
                    HttpServerResponse response = context.response();
                    response.putHeader("Upload-Length", Long.toString(upload.length()))
                            .putHeader("cache-control", "no-store");
                    if (!upload.metadata().isEmpty()) {
                        response.putHeader("Upload-Metadata", upload.metadata());
                    }
                    return answer(context, 200, upload);
                });
    }

    private Future<Void> append(RoutingContext context) {
        HttpServerRequest request = context.request();
        requireContentType(request);
        long offset = number(request, "Upload-Offset");
        UploadBody body = UploadBody.of(context);
        return desk.find(Callers.owner(context), PathIds.upload(context))
                .compose(upload -> upload.imported()
                        ? Future.failedFuture(new AlchemyException(
                                ErrorCode.CONFLICT,
                                "the upload is complete; Upload-Offset " + upload.length() + " was reached before"))
                        : desk.append(upload, offset, body))
                .compose(upload -> answer(context, 204, upload));
    }

    private Future<Void> delete(RoutingContext context) {
        return desk.find(Callers.owner(context), PathIds.upload(context))
                .compose(desk::delete)
                .compose(done -> context.response().setStatusCode(204).end());
    }

    private void show(RoutingContext context) {
        JsonAnswer.send(
                context,
                200,
                desk.find(Callers.owner(context), PathIds.upload(context)).map(UploadView::of));
    }

    private static Future<Void> answer(RoutingContext context, int status, Upload upload) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return Future.succeededFuture(); // the client has gone, and will ask again
        }
        response.setStatusCode(status).putHeader("Upload-Offset", Long.toString(upload.received()));
        if (upload.imported()) {
            response.putHeader(TRACK, upload.id().toString());
        } else {
            response.putHeader(
                    "Upload-Expires",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            upload.expiresAt().atOffset(ZoneOffset.UTC)));
        }
        return response.end();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || (length != null && !length.equals("0"));
    }

    private static void requireContentType(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.strip().equalsIgnoreCase(CONTENT_TYPE)) {
            throw new AlchemyException(
                    ErrorCode.UNSUPPORTED_MEDIA, "Content-Type must be " + CONTENT_TYPE + "; got " + type);
        }
    }

    private static long number(HttpServerRequest request, String header) {
        String text = request.getHeader(header);
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, header + " must be a whole number of bytes; got " + text);
        }
        return Long.parseLong(text);
    }
}
