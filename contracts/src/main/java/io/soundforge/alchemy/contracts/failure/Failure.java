package io.soundforge.alchemy.contracts.failure;

import java.util.Objects;

/**
 * Why something did not work: a code for programs and a message for people. The message names what was expected and
 * what came; it holds no server path, token or stack trace.
 */
public record Failure(ErrorCode code, String message) {
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
