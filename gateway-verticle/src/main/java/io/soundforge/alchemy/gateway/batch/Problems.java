package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the entries of a batch, told all at once. */
final class Problems {
    private static final int SHOWN = 20;

    private final List<String> shown = new ArrayList<>();
    private int count;

    void add(int index, String message) {
        count++;
        if (count <= SHOWN) {
            shown.add("files[" + index + "]: " + message);
        }
    }

    /** Fails with INVALID_REQUEST if every file has one; the first 20 are shown. */
    void throwIfNoneIsLeft(int total) {
        if (count == total) {
            String rest = count > SHOWN ? "; and " + (count - SHOWN) + " more" : "";
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "nothing was accepted, because none of " + total + " files can be used: " + String.join("; ", shown)
                            + rest);
        }
    }
}
