package io.soundforge.alchemy.gateway.identity;

import io.soundforge.alchemy.platform.identity.Need;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What each route asks of its callers. A path that is not named here needs a caller, so that a new route is closed until
 * somebody opens it.
 */
final class RouteNeeds {
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** The page and its files, health, and what clients need before they sign in. */
    private static final List<Pattern> OPEN = patterns(
            "/",
            "/index\\.html",
            "/icon\\.svg",
            "/favicon\\.ico",
            "/(css|js|webjars)/.*",
            "/health(/.*)?",
            "/api/(config|(download|process|analyze|audio)/health)",
            "/(openapi|asyncapi)\\.(json|yaml)",
            "/(docs|redoc)(/.*)?");

    /** Sockets and streams ask for themselves: their clients cannot always set headers. */
    private static final List<Pattern> LIVE = patterns("/ws", "/socket\\.io/.*", "/api/tracks/[^/]+/events");

    /** Clients ask what is spoken here before they know their token. */
    private static final List<Pattern> DISCOVERABLE = patterns("/api/uploads(/[^/]*)?");

    /** The insides of the mesh are nobody's but the operator's. */
    private static final List<Pattern> OPERATING = patterns("/api/cluster", "/api/audit", "/metrics");

    /** Models are everybody's. */
    private static final List<Pattern> OPERATING_CHANGES = patterns("/api/models(/.*)?");

    private RouteNeeds() {}

    static Need of(HttpMethod method, String path) {
        boolean looks = LOOKING.contains(method);
        if (HttpMethod.OPTIONS.equals(method) && matches(DISCOVERABLE, path)) {
            return Need.NOTHING;
        }
        if (matches(LIVE, path) || (looks && matches(OPEN, path))) {
            return Need.NOTHING;
        }
        if (matches(OPERATING, path) || (!looks && matches(OPERATING_CHANGES, path))) {
            return Need.OPERATE;
        }
        return looks ? Need.LOOK : Need.CHANGE;
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static List<Pattern> patterns(String... expressions) {
        return Arrays.stream(expressions).map(Pattern::compile).toList();
    }
}
