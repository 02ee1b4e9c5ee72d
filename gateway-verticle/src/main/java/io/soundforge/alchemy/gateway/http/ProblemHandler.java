package io.soundforge.alchemy.gateway.http;

import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.gateway.idempotency.RequestInHand;
import io.soundforge.alchemy.platform.database.Unserved;
import io.soundforge.alchemy.platform.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failure as a problem document (RFC 9457) with the {@code error} text that old clients know. */
public final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final int[] STATUSES_OF_THE_ROUTER = {400, 404, 405, 406, 413, 415};

    /** What may be set already when a file cannot be sent after all. */
    private static final List<String> FILE_HEADERS =
            List.of("content-length", "content-range", "content-disposition", "accept-ranges", "etag");

    /** What systems say of a connection that the other side has closed. */
    private static final Set<String> BROKEN = Set.of("Broken pipe", "Connection reset by peer", "Connection reset");

    private ProblemHandler() {}

    public static void mount(Router router) {
        ProblemHandler handler = new ProblemHandler();
        router.route().failureHandler(handler);
        for (int status : STATUSES_OF_THE_ROUTER) {
            router.errorHandler(status, context -> handler.handle(context, status));
        }
        router.errorHandler(500, handler);
    }

    @Override
    public void handle(RoutingContext context) {
        handle(context, context.statusCode());
    }

    /** Says with the header of that name how long a failure asks to wait, if it does. */
    public static void tellWait(RoutingContext context, Throwable error) {
        AlchemyException.retryAfterOf(error)
                .filter(wait -> !wait.isZero() && !context.response().headWritten())
                .ifPresent(wait -> context.response()
                        .putHeader(
                                "retry-after",
                                Long.toString(wait.plusMillis(999).toSeconds())));
    }

    /** @param status what the router found; it does not always tell the context */
    private void handle(RoutingContext context, int status) {
        RequestInHand.of(context).ifPresent(request -> request.failed(failureOf(context, status)));
        if (context.response().closed() || isDeparture(context)) {
            log.debug("the caller went away", context.failure());
            return;
        }
        Throwable error = failureOf(context);
        if (error == null) {
            answerStatus(context, Math.max(status, 400)); // the router tells no status of headers it cannot read
        } else if (isKnown(error)) {
            tellWait(context, error);
            answer(context, AlchemyException.failureOf(error));
        } else if (isMalformedBody(error)) {
            context.response().putHeader("connection", "close");
            context.addEndHandler(end -> context.request().connection().close());
            answer(context, new Failure(ErrorCode.INVALID_REQUEST, "the body's chunks cannot be told from each other"));
        } else if (status >= 400 && status < 500) {
            answerStatus(context, status);
        } else {
            log.atError()
                    .addKeyValue("method", context.request().method())
                    .addKeyValue("path", context.normalizedPath())
                    .setCause(error)
                    .log("a request failed unexpectedly; the caller was told 500");
            answer(context, AlchemyException.failureOf(error));
        }
    }

    /** A client that goes away while a file is sent to it is no error of anybody's. */
    private static boolean isDeparture(RoutingContext context) {
        Throwable error = context.failure();
        return context.response().headWritten()
                && (error instanceof HttpClosedException
                        || error instanceof ClosedChannelException
                        || error instanceof SocketException
                        || (error instanceof IOException
                                && BROKEN.stream().anyMatch(String.valueOf(error.getMessage())::endsWith)));
    }

    /** Answers what is no HTTP request that could be routed: it is malformed, or longer than the limits. */
    public static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        HttpResponseStatus status = cause instanceof TooLongHttpLineException
                ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException
                        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                        : HttpResponseStatus.BAD_REQUEST;
        request.response().putHeader("connection", "close");
        new Problem(status.code(), "invalid_request", ErrorCode.INVALID_REQUEST.sentence(), status.reasonPhrase())
                .send(request.response())
                .onComplete(sent -> request.connection().close());
    }

    /** Sends a failure, with its code's status. */
    public static void answer(RoutingContext context, Failure failure) {
        send(
                context,
                failure.code().httpStatus(),
                failure.code().text(),
                failure.code().sentence(),
                failure.message());
    }

    private static @Nullable Throwable failureOf(RoutingContext context) {
        Throwable error = context.failure();
        return error == null ? null : Unserved.told(error);
    }

    private static Failure failureOf(RoutingContext context, int status) {
        Throwable error = failureOf(context);
        if (error == null || (status >= 400 && status < 500)) {
            ErrorCode code = status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
            return new Failure(code, code.sentence());
        }
        return AlchemyException.failureOf(error);
    }

    /** What the decoder throws at a body has no type of its own; where it was thrown tells. */
    private static boolean isMalformedBody(Throwable error) {
        return Arrays.stream(error.getStackTrace()).limit(2).anyMatch(frame -> frame.getClassName()
                .equals(HttpObjectDecoder.class.getName()));
    }

    private static boolean isKnown(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException) {
                return true;
            }
        }
        return false;
    }

    private static void answerStatus(RoutingContext context, int status) {
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        switch (status) {
            case 404 -> answer(context, new Failure(ErrorCode.NOT_FOUND, "nothing is served at " + pathOf(context)));
            case 413 -> answer(context, new Failure(ErrorCode.BODY_TOO_LARGE, ErrorCode.BODY_TOO_LARGE.sentence()));
            case 405, 406, 415 -> send(context, status, "invalid_request", reason, reason + ": " + pathOf(context));
            default -> send(context, status, "invalid_request", ErrorCode.INVALID_REQUEST.sentence(), reason);
        }
    }

    private static String pathOf(RoutingContext context) {
        return context.request().method() + " " + context.normalizedPath();
    }

    private static void send(RoutingContext context, int status, String code, String title, String detail) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        FILE_HEADERS.forEach(context.response().headers()::remove);
        new Problem(status, code, title, detail).send(context.response());
    }
}
