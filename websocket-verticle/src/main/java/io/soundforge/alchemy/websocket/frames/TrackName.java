package io.soundforge.alchemy.websocket.frames;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that a client gives with its wish: a bare string, or {@code {"trackId": …}}. */
public final class TrackName {
    public static final Failure EXPECTED =
            new Failure(ErrorCode.INVALID_REQUEST, "a track's id was expected: 1 to 64 letters, digits, '_' and '-'");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private TrackName() {}

    public static boolean fits(String text) {
        return NAME.matcher(text).matches();
    }

    /** The name in the arguments of an event; empty if there is none that could be one. */
    public static Optional<String> in(JsonArray arguments) {
        Object first = arguments.isEmpty() ? null : arguments.getValue(0);
        Object name = first instanceof JsonObject object ? object.getValue("trackId") : first;
        return name instanceof String text && fits(text) ? Optional.of(text) : Optional.empty();
    }
}
