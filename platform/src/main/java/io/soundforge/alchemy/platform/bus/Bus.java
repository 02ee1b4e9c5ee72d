package io.soundforge.alchemy.platform.bus;

import io.soundforge.alchemy.contracts.bus.Request;
import io.soundforge.alchemy.contracts.bus.Topic;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.http.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Typed talk over the event bus, which carries the id of the request that it is for. Failures cross it as {@code AlchemyException} with code and message. */
public final class Bus {
    private static final Logger log = LoggerFactory.getLogger(Bus.class);

    private final Vertx vertx;

    public Bus(Vertx vertx) {
        this.vertx = vertx;
        RecordCodec.register(vertx);
    }

    /** Asks; fails with UNAVAILABLE when nobody listens and with TIMEOUT when no answer comes in time. */
    public <Q, A> Future<A> ask(Request<Q, A> request, Q question, Duration timeout) {
        DeliveryOptions options = records().setSendTimeout(Math.max(1, timeout.toMillis()));
        return vertx.eventBus()
                .request(request.address(), question, options)
                .map(answer -> bodyOf(answer, request.answer()))
                .recover(error -> Future.failedFuture(BusFailures.read(request.address(), error)));
    }

    /** Answers from now on; the future completes when the whole cluster knows. */
    public <Q, A> Future<Void> answer(Request<Q, A> request, Function<Q, Future<A>> handler) {
        return vertx.eventBus()
                .consumer(request.address(), message -> Future.succeededFuture()
                        .onSuccess(start -> RequestFacts.join(message.headers().get(RequestId.HEADER)))
                        .compose(start -> handler.apply(bodyOf(message, request.question())))
                        .map(answer -> requireRecord(answer, request.answer()))
                        .onSuccess(answer -> message.reply(answer, records()))
                        .onFailure(error -> BusFailures.reply(message, error)))
                .completion();
    }

    /** Tells everybody who listens, if anybody does. */
    public <E> void publish(Topic<E> topic, E event) {
        vertx.eventBus().publish(topic.address(), event, records());
    }

    /** Listens from now on; the future completes when the whole cluster knows. A listener that throws is logged. */
    public <E> Future<Void> listen(Topic<E> topic, Consumer<E> listener) {
        return vertx.eventBus()
                .consumer(topic.address(), message -> hear(topic, message, listener))
                .completion();
    }

    private static <E> void hear(Topic<E> topic, Message<Object> message, Consumer<E> listener) {
        try {
            listener.accept(bodyOf(message, topic.type()));
        } catch (RuntimeException e) {
            log.atError().addKeyValue("address", topic.address()).setCause(e).log("a listener failed");
        }
    }

    private static <T> T bodyOf(Message<Object> message, Class<T> expected) {
        Object body = message.body();
        return body instanceof WireRecord foreign ? foreign.as(expected) : expected.cast(body);
    }

    private static <A> A requireRecord(@Nullable A answer, Class<A> expected) {
        if (answer == null) {
            throw new IllegalStateException("a handler must answer with a " + expected.getSimpleName());
        }
        return answer;
    }

    private static DeliveryOptions records() {
        DeliveryOptions options = new DeliveryOptions().setCodecName(RecordCodec.NAME);
        RequestFacts.current().ifPresent(facts -> options.addHeader(RequestId.HEADER, facts.id()));
        return options;
    }
}
