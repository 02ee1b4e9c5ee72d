package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.Locale;
import java.util.Set;

/**
 * A refusal in the store's own words.
 *
 * @param status the real one, wherever the store says it
 * @param code such as {@code NoSuchKey}; empty if none came
 * @param message may be empty
 */
record StoreFault(int status, String code, String message) {
    private static final Set<String> MISSING = Set.of("nosuchkey", "not_found", "notfound");
    private static final Set<String> LATER = Set.of(
            "slowdown",
            "requesttimeout",
            "internalerror",
            "serviceunavailable",
            "locktimeout",
            "operationaborted",
            "databasetimeout",
            "toomanyrequests",
            "resourcelocked");
    private static final int LONGEST = 200;

    boolean missing() {
        return (status == 404 && !code.equalsIgnoreCase("NoSuchBucket"))
                || MISSING.contains(code.toLowerCase(Locale.ROOT));
    }

    /** Whether the same request may be taken later; as we always replace, a conflict is one of moments or offsets. */
    boolean later() {
        return (status >= 500 && status != 501)
                || status == 408
                || status == 409
                || status == 423
                || status == 425
                || status == 429
                || LATER.contains(code.toLowerCase(Locale.ROOT));
    }

    AlchemyException exception(Answer answer) {
        String said = "the storage answered " + status + (code.isEmpty() ? "" : " " + code)
                + (message.isEmpty() ? "" : ": " + message.substring(0, Math.min(LONGEST, message.length())));
        if (missing()) {
            return new AlchemyException(ErrorCode.NOT_FOUND, said);
        }
        if (!later()) {
            return new AlchemyException(ErrorCode.STORAGE_REFUSED, said);
        }
        return answer.retryAfter()
                .map(wait -> new AlchemyException(ErrorCode.UNAVAILABLE, said, wait))
                .orElseGet(() -> new AlchemyException(ErrorCode.UNAVAILABLE, said));
    }
}
