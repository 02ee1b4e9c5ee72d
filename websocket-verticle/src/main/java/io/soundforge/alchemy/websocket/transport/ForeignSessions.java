package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.transport.Forward.Verb;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands polling requests on to the node that has their session. If that is gone, the client learns that its session is,
 * and begins another one. A WebSocket is not handed on: it is refused, and the client goes on polling.
 */
final class ForeignSessions {
    private static final Logger log = LoggerFactory.getLogger(ForeignSessions.class);

    private final Relay relay;
    private final int maxPayload;

    ForeignSessions(Relay relay, int maxPayload) {
        this.relay = relay;
        this.maxPayload = maxPayload;
    }

    boolean has(String sid) {
        return relay.foreign(sid);
    }

    void poll(HttpServerResponse response, String sid) {
        response.closeHandler(gone -> {
            if (!response.ended()) {
                relay.ask(new Forward(Verb.ABORT, sid, ""))
                        .onFailure(error -> log.debug("nobody to tell that a GET was broken off", error));
            }
        });
        pollOn(response, sid);
    }

    /** In short turns, so that it is noticed when the owner dies in the middle of one. */
    private void pollOn(HttpServerResponse response, String sid) {
        if (response.closed()) {
            return;
        }
        relay.ask(new Forward(Verb.POLL, sid, ""))
                .onSuccess(answer -> {
                    if (answer.nothingYet()) {
                        pollOn(response, sid);
                    } else {
                        send(response, answer);
                    }
                })
                .onFailure(error -> ownerGone(response, error));
    }

    /** The request is paused. */
    void post(HttpServerRequest request, String sid) {
        HttpServerResponse response = request.response();
        PostBody.read(request, maxPayload)
                .onFailure(error -> PostBody.answer(response, PostBody.tooLarge(error), false))
                .onSuccess(body -> relay.ask(new Forward(Verb.POST, sid, body))
                        .onSuccess(answer -> send(response, answer))
                        .onFailure(error -> ownerGone(response, error)));
    }

    private static void ownerGone(HttpServerResponse response, Throwable error) {
        log.debug("the node of a session does not answer", error);
        PollingExchange.refuse(response, EngineRefusal.UNKNOWN_SESSION);
    }

    private static void send(HttpServerResponse response, Forward.Answer answer) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .putHeader("Cache-Control", "no-store")
                    .end(answer.body());
        }
    }
}
