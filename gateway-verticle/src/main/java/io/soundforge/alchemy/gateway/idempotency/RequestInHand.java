package io.soundforge.alchemy.gateway.idempotency;

import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.idempotency.AnswerStore;
import io.soundforge.alchemy.platform.idempotency.Claim;
import io.soundforge.alchemy.platform.idempotency.KeptAnswer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request with a key that this node is working on. */
public final class RequestInHand {
    private static final Logger log = LoggerFactory.getLogger(RequestInHand.class);
    private static final String FIELD = RequestInHand.class.getName();
    private static final List<String> HEADERS = List.of("location", "retry-after");
    private static final int SERVER_ERRORS = 500;

    private final AnswerStore answers;
    private final Claim claim;

    RequestInHand(AnswerStore answers, Claim claim) {
        this.answers = answers;
        this.claim = claim;
    }

    void attach(RoutingContext context) {
        context.put(FIELD, this);
    }

    /** Empty for requests without a key. */
    public static Optional<RequestInHand> of(RoutingContext context) {
        return Optional.ofNullable(context.get(FIELD));
    }

    /** The name of the request's work: a new one, unless a request with a key is sent again. */
    public static UUID work(RoutingContext context) {
        return of(context).map(request -> request.claim.work()).orElseGet(UUID::randomUUID);
    }

    /**
     * Keeps the answer that is about to be given. Never fails: an answer that could not be kept is given nevertheless,
     * and whoever asks again after the lease goes on with the same work.
     */
    public Future<Void> answered(RoutingContext context, int status, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE.toString(), "application/json");
        HEADERS.forEach(name -> Optional.ofNullable(context.response().headers().get(name))
                .ifPresent(value -> headers.put(name, value)));
        return answers.keep(claim, new KeptAnswer(status, headers, body))
                .<Void>mapEmpty()
                .recover(error -> {
                    log.atWarn().setCause(error).log("an answer could not be kept for its key");
                    return Future.succeededFuture();
                });
    }

    /** A request that was refused is as if never sent; after an accident nobody knows what was written. */
    public void failed(Failure failure) {
        Future<Void> done = failure.code().httpStatus() < SERVER_ERRORS ? answers.forget(claim) : answers.letGo(claim);
        done.onFailure(error -> log.atDebug().setCause(error).log("a key is locked until its lease ends"));
    }
}
