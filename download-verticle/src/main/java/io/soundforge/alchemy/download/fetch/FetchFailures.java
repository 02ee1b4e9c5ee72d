package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;

/** What the many ways in which a transfer can break mean. */
final class FetchFailures {
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
        return error instanceof SSLException
                ? unavailable("no trusted TLS connection to the source could be made", error)
                : unavailable("the source could not be reached or broke off", error);
    }

    private static AlchemyException unavailable(String message, Throwable cause) {
        return new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
