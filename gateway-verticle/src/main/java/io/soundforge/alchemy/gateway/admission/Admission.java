package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.identity.SignInAttempts;
import io.soundforge.alchemy.platform.limits.Buckets;

/**
 * What requests are let in by.
 *
 * @param proxies whose word on addresses is taken
 * @param connections how many are held, and for how long
 * @param buckets where requests are counted
 * @param audit what the operator reads
 * @param attempts failures to sign in, those on sockets too
 */
public record Admission(
        TrustedProxies proxies,
        ConnectionLimits connections,
        RateLimits limits,
        Buckets buckets,
        AuditLog audit,
        SignInAttempts attempts) {
    /** The same with attempts of its own. */
    public Admission(
            TrustedProxies proxies, ConnectionLimits connections, RateLimits limits, Buckets buckets, AuditLog audit) {
        this(proxies, connections, limits, buckets, audit, limits.attempts(buckets));
    }
}
