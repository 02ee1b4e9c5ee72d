package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.spotify.ResolveShortLink;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Asks what short links stand for. */
public final class ShortLinkReader {
    /** The verticle answers before; this is for one that died on the way. */
    private static final Duration PATIENCE = Duration.ofSeconds(ResolveShortLink.LONGEST_SECONDS + 1);

    private final Bus bus;

    public ShortLinkReader(Bus bus) {
        this.bus = bus;
    }

    /** The link itself, unless it is a short one. Fails as {@link ResolveShortLink} says. */
    public Future<String> written(String link) {
        Optional<ShortLink> shortened = ShortLink.parse(link);
        return shortened.isEmpty()
                ? Future.succeededFuture(link)
                : bus.ask(ResolveShortLink.RESOLVE_SHORT_LINK, new ResolveShortLink(shortened.get()), PATIENCE)
                        .map(SpotifyLink::canonical);
    }
}
