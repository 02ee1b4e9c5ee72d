package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.AUDIT_RETENTION_DAYS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.FORWARDED_HEADER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MAX_CONNECTIONS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MAX_CONNECTIONS_PER_ADDRESS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.RATE_LIMIT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.RATE_LIMIT_ADDRESS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.RATE_LIMIT_READS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.RATE_LIMIT_UPLOADS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.RATE_LIMIT_WRITES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SIGN_IN_FAILURES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.TRUSTED_PROXIES;

import io.soundforge.alchemy.gateway.admission.RateLimits;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.http.TrustedProxies.Header;
import java.time.Duration;
import java.util.List;

/**
 * How the server meets the net.
 *
 * @param proxies whose word on their clients is taken
 * @param rateLimits when requests are counted: {@code auto}, {@code on} or {@code off}
 * @param limits what they are counted against
 * @param connections how many connections are held at once
 * @param auditKept how long the audit log is kept; zero for ever
 */
public record EdgeSettings(
        TrustedProxies proxies,
        String rateLimits,
        RateLimits limits,
        ConnectionLimits connections,
        Duration auditKept) {
    private static final int MOST = 1_000_000;

    static EdgeSettings read(Values values) {
        RateLimits usual = RateLimits.DEFAULTS;
        return new EdgeSettings(
                proxies(values),
                values.choice(RATE_LIMIT, List.of("auto", "on", "off"), "auto"),
                new RateLimits(
                        true,
                        values.integer(RATE_LIMIT_READS, usual.reads(), 1, MOST),
                        values.integer(RATE_LIMIT_WRITES, usual.writes(), 1, MOST),
                        values.integer(RATE_LIMIT_UPLOADS, usual.uploads(), 1, MOST),
                        values.integer(RATE_LIMIT_ADDRESS, usual.timesPerAddress(), 1, 20),
                        values.integer(SIGN_IN_FAILURES, usual.signInFailures(), 1, MOST)),
                ConnectionLimits.of(
                        values.integer(MAX_CONNECTIONS, ConnectionLimits.DEFAULTS.inAll(), 1, MOST),
                        values.integer(MAX_CONNECTIONS_PER_ADDRESS, ConnectionLimits.DEFAULTS.perAddress(), 1, MOST)),
                Duration.ofDays(values.integer(AUDIT_RETENTION_DAYS, 90, 0, 36_500)));
    }

    /** The limits that hold for a server: with {@code auto}, none for this machine's own people. */
    public RateLimits limits(boolean onlyThisMachine) {
        boolean counted = rateLimits.equals("on") || (rateLimits.equals("auto") && !onlyThisMachine);
        return counted ? limits : RateLimits.OFF;
    }

    private static TrustedProxies proxies(Values values) {
        Header header = values.choice(FORWARDED_HEADER, List.of("x-forwarded-for", "forwarded"), "x-forwarded-for")
                        .equals("forwarded")
                ? Header.FORWARDED
                : Header.X_FORWARDED_FOR;
        try {
            return TrustedProxies.of(values.list(TRUSTED_PROXIES), header);
        } catch (IllegalArgumentException e) {
            values.refuse(TRUSTED_PROXIES, "addresses or blocks such as 10.0.0.0/8, comma-separated");
            return TrustedProxies.NONE;
        }
    }
}
