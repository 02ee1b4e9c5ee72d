package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the many ways in which a transfer can break mean. */
final class FetchFailures {
    private static final Logger LOG = LoggerFactory.getLogger(FetchFailures.class);

    private FetchFailures() {}

    static AlchemyException named(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException known) {
                return known;
            }
            if (cause instanceof CancellationException) {
                return new AlchemyException(ErrorCode.CANCELLED, ErrorCode.CANCELLED.sentence(), error);
            }
        }
        return unknown(error);
    }

    private static AlchemyException unknown(Throwable error) {
        if (error instanceof UnknownHostException) {
            return unavailable("the link's host is not known", error);
        }
        if (error instanceof SSLException) {
            return unavailable("no trusted TLS connection to the source could be made", error);
        }
        if (error instanceof ConnectException) {
            return unavailable("the source could not be reached", error);
        }
        if (error instanceof HttpClosedException) {
            return unavailable("the source broke off", error);
        }
        LOG.info("a fetch failed in a way that has no name", error);
        return unavailable("the source does not answer as HTTP asks for", error);
    }

    private static AlchemyException unavailable(String message, Throwable cause) {
        return new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
