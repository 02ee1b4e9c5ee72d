package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the entries of a batch, told all at once. */
final class Problems {
    private static final int SHOWN = 20;

    /** What may be over when the same request is sent again. */
    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.SOURCE_UNAVAILABLE, ErrorCode.RATE_LIMITED, ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE);

    private final List<String> shown = new ArrayList<>();
    private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    private int count;

    void add(int index, Failure reason) {
        count++;
        codes.add(reason.code());
        if (count <= SHOWN) {
            shown.add("files[" + index + "]: " + reason.message());
        }
    }

    /**
     * Fails with INVALID_REQUEST if every file has one, or with what they have in common if it may pass; the first 20 are
     * shown.
     */
    void throwIfNoneIsLeft(int total) {
        if (count == total) {
            String rest = count > SHOWN ? "; and " + (count - SHOWN) + " more" : "";
            boolean passing = PASSING.containsAll(codes);
            throw new AlchemyException(
                    passing ? codes.iterator().next() : ErrorCode.INVALID_REQUEST,
                    "nothing was accepted, because none of " + total + " files can be used: " + String.join("; ", shown)
                            + rest);
        }
    }
}
