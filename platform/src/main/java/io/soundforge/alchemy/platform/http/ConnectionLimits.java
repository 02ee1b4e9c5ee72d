package io.soundforge.alchemy.platform.http;

import java.time.Duration;

/**
 * What one listener does for a connection, and for how many.
 *
 * @param inAll connections held at once; further ones are closed at once
 * @param perAddress of one peer; a trusted proxy has no limit of its own
 * @param head how long the head of the first request may take, however it drips
 * @param between how long a connection is held until the next request has come
 * @param body how long a body may take that comes slower than {@code bytesPerSecond}
 * @param bytesPerSecond least rate of a body in the long run
 * @param requests most requests of one connection, after which it is closed
 */
public record ConnectionLimits(
        int inAll, int perAddress, Duration head, Duration between, Duration body, int bytesPerSecond, int requests) {
    public static final ConnectionLimits DEFAULTS = of(50_000, 5_000);

    /** The usual patience. */
    public static ConnectionLimits of(int inAll, int perAddress) {
        return new ConnectionLimits(
                inAll, perAddress, Duration.ofSeconds(15), Duration.ofSeconds(75), Duration.ofSeconds(30), 256, 10_000);
    }
}
