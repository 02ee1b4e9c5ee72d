package io.soundforge.alchemy.platform.idempotency;

import java.util.UUID;

/**
 * The right to do what a request asks for, for as long as its lease runs.
 *
 * @param work names the work; whoever takes the request over after a crash is given the same name
 * @param token tells this claim from one that took it over
 */
public record Claim(RequestKey request, UUID work, UUID token) {}
