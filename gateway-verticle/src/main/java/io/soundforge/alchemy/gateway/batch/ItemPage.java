package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.tracks.PageLimit;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a batch are asked for: {@code ?cursor=…&limit=…}.
 *
 * @param from index of the first
 * @param limit 1 to 200
 */
record ItemPage(int from, int limit) {
    private static final int DEFAULT = 50;
    private static final int LARGEST = 200;

    /** Fails with INVALID_REQUEST for a cursor or limit that is none. */
    static ItemPage of(HttpServerRequest request) {
        return new ItemPage(
                cursor(request.getParam("cursor")), PageLimit.parse(request.getParam("limit"), DEFAULT, LARGEST));
    }

    /** What leads to the following part; null at the end. */
    @Nullable String next(int total) {
        return from + limit < total ? Integer.toString(from + limit) : null;
    }

    private static int cursor(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "cursor must be the 'next' of an earlier answer");
        }
        return Integer.parseInt(text);
    }
}
