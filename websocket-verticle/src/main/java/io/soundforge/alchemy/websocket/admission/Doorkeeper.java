package io.soundforge.alchemy.websocket.admission;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks who comes to the live edge, and sees them out when their credentials hold no more. */
public final class Doorkeeper {
    private final Vertx vertx;
    private final SignIn signIn;

    public Doorkeeper(Vertx vertx, SignIn signIn) {
        this.vertx = vertx;
        this.signIn = signIn;
    }

    /** Who a request is from. Fails with UNAUTHENTICATED; answers at once on a server without sign-in. */
    public Future<Caller> ask(HttpServerRequest request) {
        return required(signIn.of(request));
    }

    /**
     * Who a Socket.IO client is: {@code token} in what it says when it joins, or else the header of its request.
     *
     * @param authorization empty without
     */
    public Future<Caller> ask(JsonObject auth, String authorization) {
        if (auth.getValue("token") instanceof String token) {
            return ask(token);
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!authorization.isEmpty()) {
            headers.add("Authorization", authorization);
        }
        return required(signIn.of(headers));
    }

    /** Who a token or an API key belongs to. */
    Future<Caller> ask(String token) {
        return required(signIn.of(token));
    }

    /** The stay of one that was let in; to be left when the connection is gone. */
    public Stay stay(Caller caller, Stay.Guest guest) {
        return new Stay(vertx, this, caller, guest);
    }

    /** Calls once the caller's credentials have run out, unless the result is run before. */
    public Runnable whenOver(Caller caller, Runnable over) {
        Instant expires = caller.expires();
        if (expires == null) {
            return () -> {};
        }
        long millis = Math.max(1, Duration.between(Instant.now(), expires).toMillis());
        long timer = vertx.setTimer(millis, late -> over.run());
        return () -> vertx.cancelTimer(timer);
    }

    /** Continues where it was asked: the answer may come from another event loop. */
    private Future<Caller> required(Future<Optional<Caller>> found) {
        Future<Caller> caller = found.map(known -> known.orElseThrow(() -> new AlchemyException(
                ErrorCode.UNAUTHENTICATED, "sign in: say a token when you join, or send it with the request")));
        if (caller.isComplete()) {
            return caller;
        }
        Context here = vertx.getOrCreateContext();
        Promise<Caller> answer = Promise.promise();
        caller.onComplete(result -> here.runOnContext(back -> answer.handle(result)));
        return answer.future();
    }
}
