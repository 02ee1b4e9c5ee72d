package io.soundforge.alchemy.platform.idempotency;

import java.time.Duration;

/** What became of an attempt to begin a request. */
public sealed interface Entry {
    /** Nobody did or does it; now it is the caller's. */
    record Begun(Claim claim) implements Entry {}

    /**
     * Somebody does it.
     *
     * @param remaining until it could be taken over, if nothing is heard of them
     */
    record InFlight(Duration remaining) implements Entry {}

    /** It has been done. */
    record Answered(KeptAnswer answer) implements Entry {}

    /** The key came with another request before. */
    record AnotherRequest() implements Entry {}
}
