package io.soundforge.alchemy.platform.http;

/**
 * How many connections a listener holds at once; further ones are closed at once.
 *
 * @param inAll of everybody
 * @param perAddress of one peer; a trusted proxy has no limit of its own
 */
public record ConnectionLimits(int inAll, int perAddress) {
    public static final ConnectionLimits DEFAULTS = new ConnectionLimits(50_000, 5_000);
}
