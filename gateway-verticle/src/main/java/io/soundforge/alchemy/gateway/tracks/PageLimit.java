package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The {@code limit} of a paged list. */
public final class PageLimit {
    private PageLimit() {}

    /** A number from 1 to {@code largest}; fails with INVALID_REQUEST. */
    public static int parse(@Nullable String text, int ifAbsent, int largest) {
        if (text == null) {
            return ifAbsent;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= largest) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw outside(text, largest, e);
        }
        throw outside(text, largest, null);
    }

    private static AlchemyException outside(String text, int largest, @Nullable Throwable cause) {
        String message = "limit must be a number from 1 to " + largest + "; got '" + text + "'";
        return cause == null
                ? new AlchemyException(ErrorCode.INVALID_REQUEST, message)
                : new AlchemyException(ErrorCode.INVALID_REQUEST, message, cause);
    }
}
