package io.soundforge.alchemy.gateway.idempotency;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header that names a request, as in the IETF's draft "The Idempotency-Key HTTP Header Field". */
public final class KeyHeader {
    public static final String NAME = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private KeyHeader() {}

    /** The key of a request that has one; fails with INVALID_REQUEST for one that is none. */
    public static Optional<String> of(HttpServerRequest request) {
        List<String> keys = request.headers().getAll(NAME);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !FORM.matcher(keys.get(0)).matches()) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    NAME + " must be one key of 1 to 255 visible ASCII characters; got "
                            + (keys.size() > 1
                                    ? keys.size() + " of them"
                                    : keys.get(0).length() + " characters"));
        }
        return Optional.of(keys.get(0));
    }
}
