package io.soundforge.alchemy.platform.bus;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.platform.database.Unserved;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures on their way over the bus, which carries a number and a text; how long to wait stands at the text's end. */
final class BusFailures {
    private static final Logger log = LoggerFactory.getLogger(BusFailures.class);

    /** Unit separator (ASCII), which no message has. */
    private static final char WAIT = '\u001f';

    private BusFailures() {}

    /** Answers with what went wrong; the unexpected is logged here, where its cause is known. */
    static void reply(Message<?> message, Throwable error) {
        Failure failure = Unserved.failureOf(error);
        if (failure.code() == ErrorCode.INTERNAL) {
            log.atError()
                    .addKeyValue("address", message.address())
                    .setCause(error)
                    .log("a request failed unexpectedly");
        }
        String wait = AlchemyException.retryAfterOf(error)
                .map(span -> WAIT + Long.toString(span.toMillis()))
                .orElse("");
        message.fail(failure.code().number(), failure.message().replace(WAIT, ' ') + wait);
    }

    /** The asker's view of a failed request. */
    static Throwable read(String address, Throwable error) {
        if (!(error instanceof ReplyException reply)) {
            return error;
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS -> new AlchemyException(ErrorCode.UNAVAILABLE, "Nobody answers " + address + " now.");
            case TIMEOUT -> new AlchemyException(ErrorCode.TIMEOUT, "No answer from " + address + " in time.");
            case RECIPIENT_FAILURE -> told(ErrorCode.ofNumber(reply.failureCode()), textOf(reply.getMessage()));
            case ERROR -> new AlchemyException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.sentence(), reply);
        };
    }

    private static AlchemyException told(ErrorCode code, String text) {
        int wait = text.indexOf(WAIT);
        return wait < 0
                ? new AlchemyException(code, text)
                : new AlchemyException(
                        code, text.substring(0, wait), Duration.ofMillis(Long.parseLong(text.substring(wait + 1))));
    }

    private static String textOf(@Nullable String message) {
        return message == null ? ErrorCode.INTERNAL.sentence() : message;
    }
}
