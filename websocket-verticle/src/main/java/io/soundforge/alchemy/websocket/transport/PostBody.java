package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EngineFormatException;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.Payload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a POST, never more of it than is allowed. */
final class PostBody {
    private static final Logger log = LoggerFactory.getLogger(PostBody.class);
    static final String OK = "ok";
    static final String OK_TYPE = "text/html";

    private PostBody() {}

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Reads a paused request. Fails if the body is too large, or breaks off. */
    static Future<String> read(HttpServerRequest request, int maxBytes) {
        Promise<String> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() > maxBytes) {
                whole.tryFail(new TooLarge());
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(end -> whole.tryComplete(body.toString(StandardCharsets.UTF_8)));
        request.exceptionHandler(whole::tryFail);
        request.resume();
        return whole.future();
    }

    static boolean tooLarge(@Nullable Throwable failure) {
        return failure instanceof TooLarge;
    }

    static void answer(HttpServerResponse response, boolean tooLarge, boolean understood) {
        if (tooLarge) {
            response.setStatusCode(413).putHeader("Connection", "close").end();
        } else if (!understood) {
            PollingExchange.refuse(response, EngineRefusal.BAD_REQUEST);
        } else if (!response.ended() && !response.closed()) {
            response.putHeader("Content-Type", OK_TYPE).end(OK);
        }
    }

    /** What a body holds; null if it is no payload. */
    static @Nullable List<EnginePacket> decoded(String body) {
        try {
            return Payload.decode(body);
        } catch (EngineFormatException e) {
            log.debug("a body was no payload", e);
            return null;
        }
    }
}
