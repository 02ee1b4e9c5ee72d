package io.soundforge.alchemy.gateway.batch;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.batch.BatchState;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.tracks.PageLimit;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a batch are asked for: {@code ?cursor=…&limit=…&state=…}. The cursor is a place in the batch, whose
 * items never move; with a state, an item that changes between two parts is in the part that it then belongs to.
 *
 * @param from index of the first that may be in it
 * @param limit 1 to 200
 * @param state null for all
 */
record ItemPage(int from, int limit, @Nullable BatchState state) {
    private static final int DEFAULT = 50;
    private static final int LARGEST = 200;

    /** Fails with INVALID_REQUEST for a cursor, limit or state that is none. */
    static ItemPage of(HttpServerRequest request) {
        return new ItemPage(
                cursor(request.getParam("cursor")),
                PageLimit.parse(request.getParam("limit"), DEFAULT, LARGEST),
                state(request.getParam("state")));
    }

    /** The items of this part, and one more if there are more. */
    Future<List<BatchItem>> of(BatchStore batches, Batch batch) {
        return state == null ? batches.items(batch, from, limit + 1) : batches.items(batch, state, from, limit + 1);
    }

    /**
     * What leads to the following part; null at the end.
     *
     * @param items as {@link #of(BatchStore, Batch)} gave them
     */
    @Nullable String next(List<BatchItem> items) {
        if (items.size() <= limit) {
            return null;
        }
        String place = "item " + items.get(limit).index();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** One of the words for where items and batches stand; null for null. */
    static @Nullable BatchState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(BatchState.values())
                .filter(state -> state.text().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("state must be one of "
                        + Arrays.stream(BatchState.values())
                                .map(BatchState::text)
                                .collect(joining(", "))));
    }

    private static int cursor(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        String place = decoded(text);
        if (!place.matches("item [0-9]{1,6}")) {
            throw invalid("cursor must be the 'next' of an earlier answer");
        }
        return Integer.parseInt(place.substring("item ".length()));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // which is no place, as little as what came
        }
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
