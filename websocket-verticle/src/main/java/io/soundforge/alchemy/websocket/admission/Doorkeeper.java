package io.soundforge.alchemy.websocket.admission;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.identity.Caller;
import io.soundforge.alchemy.platform.identity.SignIn;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
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
import java.util.function.Supplier;

/** Asks who comes to the live edge, and sees them out when their credentials hold no more. */
public final class Doorkeeper {
    private final Vertx vertx;
    private final SignIn signIn;
    private final SignInAttempts attempts;

    public Doorkeeper(Vertx vertx, SignIn signIn, SignInAttempts attempts) {
        this.vertx = vertx;
        this.signIn = signIn;
        this.attempts = attempts;
    }

    /**
     * Who a request is from. Fails with UNAUTHENTICATED, and with TOO_MANY_REQUESTS where too many have failed; answers at
     * once on a server without sign-in.
     */
    public Future<Caller> ask(HttpServerRequest request) {
        return counted(RequestFacts.of(request).client().place(), () -> signIn.of(request));
    }

    /**
     * Who a Socket.IO client is: {@code token} in what it says when it joins, or else the header of its request.
     *
     * @param authorization empty without
     * @param place where it is, as {@link io.soundforge.alchemy.platform.http.Client#place} says
     */
    public Future<Caller> ask(JsonObject auth, String authorization, String place) {
        if (auth.getValue("token") instanceof String token) {
            return ask(token, place);
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!authorization.isEmpty()) {
            headers.add("Authorization", authorization);
        }
        return counted(place, () -> signIn.of(headers));
    }

    /** Who a token or an API key belongs to that somebody there has brought. */
    Future<Caller> ask(String token, String place) {
        return counted(place, () -> signIn.of(token));
    }

    /** The stay of one that was let in there; to be left when the connection is gone. */
    public Stay stay(Caller caller, String place, Stay.Guest guest) {
        return new Stay(vertx, token -> ask(token, place), caller, guest);
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

    /** Credentials are not looked at where too many did not hold. */
    private Future<Caller> counted(String place, Supplier<Future<Optional<Caller>>> question) {
        return required(attempts.count(place, question));
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
