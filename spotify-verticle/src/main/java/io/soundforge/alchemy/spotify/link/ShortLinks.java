package io.soundforge.alchemy.spotify.link;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.ResolveShortLink;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.http.BoundedHttp;
import io.soundforge.alchemy.spotify.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows short links by hand: no hop leaves the hosts that make them, and the last one is only read, never fetched. So
 * a link cannot send us anywhere.
 */
public final class ShortLinks {
    private static final int MOST_HOPS = 5;

    /** Where a page redirects by script or meta element, the goal stands in its text; scripts may escape the slashes. */
    private static final Pattern IN_PAGE = Pattern.compile(
            "https:(?://|\\\\/\\\\/)open\\.spotify\\.com\\\\?/(?:intl-[a-z]{2}(?:-[a-z0-9]{2,4})?\\\\?/)?"
                    + "(?:track|album|playlist|artist|episode|show)\\\\?/[0-9A-Za-z]{22}");

    private final BoundedHttp http;
    private final @Nullable String stead;

    /** @param stead scheme, host and port asked in the stead of the short links' hosts; null asks those */
    public ShortLinks(BoundedHttp http, @Nullable String stead) {
        this.http = http;
        this.stead = stead;
    }

    /** Fails as {@link ResolveShortLink} says. */
    public Future<SpotifyLink> resolve(ShortLink link) {
        return follow(URI.create(link.canonical()), MOST_HOPS)
                .timeout(ResolveShortLink.LONGEST_SECONDS, TimeUnit.SECONDS)
                .recover(error -> Future.failedFuture(error instanceof TimeoutException ? tooSlow(error) : error));
    }

    private Future<SpotifyLink> follow(URI hop, int left) {
        if (left == 0) {
            return Future.failedFuture(new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "the short link leads on and on; expected at most " + MOST_HOPS + " hops"));
        }
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().set("Accept", "text/html").set("User-Agent", "sound-forge-alchemy");
        return http.send(HttpMethod.GET, asked(hop), headers, Buffer.buffer()).compose(reply -> {
            String location = reply.location();
            return location == null ? Future.succeededFuture(inPage(reply)) : next(hop, location, left);
        });
    }

    private Future<SpotifyLink> next(URI hop, String location, int left) {
        URI next = resolved(hop, location);
        Optional<SpotifyLink> goal = SpotifyLink.parse(next.toString());
        if (goal.isPresent()) {
            return Future.succeededFuture(goal.get());
        }
        return makesShortLinks(next) ? follow(next, left - 1) : Future.failedFuture(leadsElsewhere());
    }

    private static boolean makesShortLinks(URI next) {
        String host = next.getAuthority(); // with a port or a user it is none of them
        return host != null && ShortLink.HOSTS.contains(host) && "https".equals(next.getScheme());
    }

    private static URI resolved(URI hop, String location) {
        try {
            return hop.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the short link's answer is no address", e);
        }
    }

    private static SpotifyLink inPage(Reply reply) {
        Matcher goal = IN_PAGE.matcher(reply.successBody());
        if (!goal.find()) {
            throw leadsElsewhere();
        }
        return SpotifyLink.parse(goal.group().replace("\\", "")).orElseThrow(ShortLinks::leadsElsewhere);
    }

    private URI asked(URI hop) {
        if (stead == null) {
            return hop;
        }
        String query = hop.getRawQuery() == null ? "" : "?" + hop.getRawQuery();
        return URI.create(stead + hop.getRawPath() + query);
    }

    private static AlchemyException leadsElsewhere() {
        return new AlchemyException(
                ErrorCode.INVALID_REQUEST, "the short link does not lead to something on open.spotify.com");
    }

    private static AlchemyException tooSlow(Throwable cause) {
        return new AlchemyException(ErrorCode.TIMEOUT, "the short link's host did not answer in time", cause);
    }
}
