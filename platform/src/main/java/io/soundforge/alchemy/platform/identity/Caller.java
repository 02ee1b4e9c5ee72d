package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.track.OwnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose credentials hold.
 *
 * @param owner whose rows they create
 * @param expires from when on the credentials hold no more; null if they last
 */
public record Caller(
        OwnerId owner, Standing standing, @Nullable Instant expires) {
    /** What kind of caller it is. */
    public enum Standing {
        /** Anybody, on a server without sign-in. */
        LOCAL,
        /** A person with an access token. */
        USER,
        /** A program with an API key that may look and change. */
        PROGRAM,
        /** A program with an API key that may only look. */
        READER,
        /** Who runs the server: the project's service role. */
        SERVICE
    }

    /** Everybody on a server without sign-in. */
    public static Caller local() {
        return new Caller(OwnerId.LOCAL, Standing.LOCAL, null);
    }
}
