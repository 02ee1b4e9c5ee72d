package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.net.SpecialAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a download may connect to. Asked before every request, so for every redirect too. The platform keeps the answer
 * of the name look-up for some seconds, so the connection that follows goes to an address that was looked at.
 */
public final class AddressRule {
    private final boolean anywhere;
    private final Set<String> allowed;

    private AddressRule(boolean anywhere, Set<String> allowed) {
        this.anywhere = anywhere;
        this.allowed = allowed.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** For whoever owns the machine. */
    public static AddressRule anywhere() {
        return new AddressRule(true, Set.of());
    }

    /** The public internet, and these {@code host:port} pairs wherever they lead. */
    public static AddressRule publicOr(Set<String> allowed) {
        return new AddressRule(false, allowed);
    }

    /**
     * Looks the host up.
     *
     * @throws AlchemyException ADDRESS_REFUSED, or SOURCE_UNAVAILABLE for a host that has no address
     */
    void require(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        if (anywhere || address.getHost() == null || allowed.contains(host + ":" + port(address))) {
            return;
        }
        try {
            for (InetAddress found : InetAddress.getAllByName(host)) {
                requirePublic(host, SpecialAddresses.purpose(found));
            }
        } catch (UnknownHostException e) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the host " + host + " has no address", e);
        }
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static void requirePublic(String host, Optional<String> purpose) {
        if (purpose.isPresent()) {
            throw new AlchemyException(
                    ErrorCode.ADDRESS_REFUSED,
                    "expected a public address; " + host + " leads to one that is not (" + purpose.get() + ")");
        }
    }
}
