package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.gateway.identity.SignInAttempts;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.limits.Buckets;

/**
 * What requests are let in by.
 *
 * @param proxies whose word on addresses is taken
 * @param connections how many are held, and for how long
 * @param buckets where requests are counted
 * @param audit what the operator reads
 */
public record Admission(
        TrustedProxies proxies, ConnectionLimits connections, RateLimits limits, Buckets buckets, AuditLog audit) {
    /** Of this gateway; failures of others come by the buckets. */
    public SignInAttempts attempts() {
        return new SignInAttempts(limits.on(), limits.backOff(), buckets);
    }
}
