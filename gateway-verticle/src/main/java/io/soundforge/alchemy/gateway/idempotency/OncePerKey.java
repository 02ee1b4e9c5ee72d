package io.soundforge.alchemy.gateway.idempotency;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.idempotency.AnswerStore;
import io.soundforge.alchemy.platform.idempotency.Entry;
import io.soundforge.alchemy.platform.idempotency.KeptAnswer;
import io.soundforge.alchemy.platform.idempotency.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Lets a request with a key through once, and answers it again when it is sent again. */
public final class OncePerKey implements Handler<RoutingContext> {
    /** Tells an answer that is given again. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final AnswerStore answers;

    public OncePerKey(GatewayParts parts) {
        this.answers = new AnswerStore(parts.database());
    }

    /** For requests whose body has been read. */
    @Override
    public void handle(RoutingContext context) {
        Buffer body = context.body().buffer();
        enter(context, new BodyDigest().add(body == null ? new byte[0] : body.getBytes()))
                .onSuccess(fresh -> {
                    if (fresh) {
                        context.next();
                    }
                })
                .onFailure(context::fail);
    }

    /**
     * Begins a request whose body has arrived.
     *
     * @param body fed with all of it
     * @return whether to do what it asks for; false if it has been answered. Fails with CONFLICT while it is in flight
     *     elsewhere, with KEY_REUSED if the key came with another body, with INVALID_REQUEST if it is no key
     */
    public Future<Boolean> enter(RoutingContext context, BodyDigest body) {
        Optional<String> key = KeyHeader.of(context.request());
        if (key.isEmpty()) {
            return Future.succeededFuture(true);
        }
        String route = context.request().method() + " " + context.normalizedPath();
        String query = Optional.ofNullable(context.request().query()).orElse("");
        return answers.begin(
                        new RequestKey(Callers.owner(context), route, key.get()),
                        body.add(query).text())
                .map(entry -> mayGoOn(context, entry));
    }

    private boolean mayGoOn(RoutingContext context, Entry entry) {
        if (entry instanceof Entry.Begun begun) {
            new RequestInHand(answers, begun.claim()).attach(context);
            return true;
        }
        if (entry instanceof Entry.Answered answered) {
            replay(context, answered.answer());
            return false;
        }
        if (entry instanceof Entry.InFlight inFlight) {
            context.response().putHeader("retry-after", Long.toString(seconds(inFlight.remaining())));
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "a request with this " + KeyHeader.NAME + " is being worked on; ask again soon");
        }
        throw new AlchemyException(
                ErrorCode.KEY_REUSED,
                "this " + KeyHeader.NAME + " came with another request before; expected the same body, or a new key");
    }

    /** From 1 to 5: most requests take less, and a dead node's are waited for in steps. */
    private static long seconds(Duration remaining) {
        return Math.max(1, Math.min(LONGEST_WAIT.toSeconds(), remaining.toSeconds()));
    }

    private static void replay(RoutingContext context, KeptAnswer answer) {
        context.response().setStatusCode(answer.status());
        answer.headers().forEach(context.response()::putHeader);
        context.response()
                .putHeader("cache-control", "no-store")
                .putHeader(REPLAYED, "true")
                .end(answer.body());
    }
}
