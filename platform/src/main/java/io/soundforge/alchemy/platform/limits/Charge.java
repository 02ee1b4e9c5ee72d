package io.soundforge.alchemy.platform.limits;

/**
 * One permit of one caller's bucket.
 *
 * @param caller an owner or an address, with what it is for
 */
public record Charge(String caller, Quota quota) {}
