package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.net.SpecialAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which addresses a stranger's link may make us connect to: the public internet and what is allowed by name. */
public final class AddressGuard {
    private final Set<String> allowed;

    /** @param allowed {@code host:port} pairs that may be fetched wherever they lead */
    public AddressGuard(Set<String> allowed) {
        this.allowed = allowed.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The address to connect to.
     *
     * <p>One bad address among several refuses them all: a name that leads both outside and inside is an attempt.
     *
     * @param addresses what the target's host resolves to
     * @throws AlchemyException ADDRESS_REFUSED, or SOURCE_UNAVAILABLE if there is no address
     */
    public InetAddress choose(FetchTarget target, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "the link's host has no address");
        }
        if (!allowed.contains(target.authority())) {
            addresses.forEach(AddressGuard::requirePublic);
        }
        return addresses.get(0);
    }

    private static void requirePublic(InetAddress address) {
        Optional<String> purpose = SpecialAddresses.purpose(address);
        if (purpose.isPresent()) {
            throw new AlchemyException(
                    ErrorCode.ADDRESS_REFUSED,
                    "the link leads to an address that is not public (" + purpose.get() + ")");
        }
    }
}
