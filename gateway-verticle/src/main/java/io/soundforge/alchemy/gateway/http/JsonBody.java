package io.soundforge.alchemy.gateway.http;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Reads what callers send as JSON. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * The JSON object that a text is.
     *
     * @param what names the text in the message
     * @throws AlchemyException INVALID_REQUEST if it is none
     */
    public static JsonObject object(String text, String what) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, what + " must be a JSON object", e);
        }
    }
}
