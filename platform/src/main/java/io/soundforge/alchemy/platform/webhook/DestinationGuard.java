package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.net.SpecialAddresses;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides where endpoints may lead: over https to the public internet, and to what the operator allows by name. Asked
 * when an endpoint is made and again before every try; what it answers is the address to connect to, so that a second
 * look-up cannot lead elsewhere (DNS rebinding).
 */
public final class DestinationGuard {
    private final Set<String> allowed;
    private final HostNames names;

    /** @param allowed {@code host:port} pairs that may be reached wherever they lead, over http, too */
    public DestinationGuard(Set<String> allowed, HostNames names) {
        this.allowed = allowed.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /** A destination and the checked address to connect to. */
    record Checked(Destination destination, InetAddress address) {}

    /**
     * Checks an endpoint's URL as it is now.
     *
     * <p>Fails with INVALID_REQUEST or ADDRESS_REFUSED, the message naming what was expected; with SOURCE_UNAVAILABLE if
     * the name look-up does not answer.
     */
    public Future<Void> check(String url) {
        return open(url).mapEmpty();
    }

    /** As above, with the address to connect to. */
    Future<Checked> open(String url) {
        return Future.succeededFuture()
                .compose(start -> open(Destination.parse(url)))
                .recover(error -> Future.failedFuture(named(error)));
    }

    private Future<Checked> open(Destination destination) {
        boolean free = allowed.contains(destination.authority());
        if (!destination.tls() && !free) {
            throw new AlchemyException(
                    ErrorCode.ADDRESS_REFUSED,
                    "url must start with https:// (http only to what FETCH_ALLOWED_HOSTS lists)");
        }
        Optional<InetAddress> literal = destination.literal();
        Future<List<InetAddress>> addresses = literal.isPresent()
                ? Future.succeededFuture(List.of(literal.get()))
                : names.resolve(destination.host());
        return addresses.map(found -> new Checked(destination, choose(found, free)));
    }

    /** One bad address among several refuses them all: a name that leads both outside and inside is an attempt. */
    private static InetAddress choose(List<InetAddress> addresses, boolean free) {
        if (addresses.isEmpty()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "url names a host without an address");
        }
        if (!free) {
            addresses.forEach(DestinationGuard::requirePublic);
        }
        return addresses.get(0);
    }

    private static void requirePublic(InetAddress address) {
        Optional<String> purpose = SpecialAddresses.purpose(address);
        if (purpose.isPresent()) {
            throw new AlchemyException(
                    ErrorCode.ADDRESS_REFUSED,
                    "url must lead to a public address; it leads to one that is not (" + purpose.get() + ")");
        }
    }

    private static Throwable named(Throwable error) {
        if (error instanceof AlchemyException) {
            return error;
        }
        return error instanceof UnknownHostException
                ? new AlchemyException(ErrorCode.INVALID_REQUEST, "url names a host that is not known", error)
                : new AlchemyException(
                        ErrorCode.SOURCE_UNAVAILABLE, "the name look-up of the url's host did not answer", error);
    }
}
