package io.soundforge.alchemy.platform.identity;

import java.time.Instant;

/** Why a token is refused that once held: nobody is guessing, somebody came late. */
public final class ExpiredToken extends Exception {
    private static final long serialVersionUID = 1L;

    ExpiredToken(Instant expired) {
        super("expired at " + expired);
    }

    /** Whether that is why somebody is refused. */
    public static boolean causes(Throwable refusal) {
        return refusal.getCause() instanceof ExpiredToken;
    }
}
