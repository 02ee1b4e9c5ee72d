package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.tracks.PageLimit;
import io.soundforge.alchemy.platform.catalog.Cursor;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which batches are asked for: {@code ?cursor=…&limit=…&state=…}. Batches that are added meanwhile come before the
 * first part and move nothing.
 *
 * @param limit 1 to 100
 * @param state null for all
 */
record BatchListPage(Cursor after, int limit, @Nullable BatchState state) {
    private static final int DEFAULT = 20;
    private static final int LARGEST = 100;

    /** Fails with INVALID_REQUEST for a cursor, limit or state that is none. */
    static BatchListPage of(HttpServerRequest request) {
        return new BatchListPage(
                cursor(request.getParam("cursor")),
                PageLimit.parse(request.getParam("limit"), DEFAULT, LARGEST),
                ItemPage.state(request.getParam("state")));
    }

    boolean wants(BatchView batch) {
        return state == null || state.text().equals(batch.status());
    }

    private static Cursor cursor(@Nullable String text) {
        try {
            return text == null ? Cursor.START : Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "cursor must be the 'next' of an earlier answer", e);
        }
    }
}
