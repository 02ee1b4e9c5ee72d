package io.soundforge.alchemy.contracts.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that are not the public internet, after the IANA special-purpose registries for IPv4 and IPv6 (RFC
 * 6890 and its updates), together with the metadata services of the large clouds.
 */
public final class SpecialAddresses {
    private static final List<AddressBlock> IPV4 = List.of(
            AddressBlock.of("0.0.0.0/8", "unspecified"),
            AddressBlock.of("10.0.0.0/8", "private"),
            AddressBlock.of("100.64.0.0/10", "carrier-grade NAT"),
            AddressBlock.of("127.0.0.0/8", "loopback"),
            AddressBlock.of("169.254.0.0/16", "link-local"),
            AddressBlock.of("172.16.0.0/12", "private"),
            AddressBlock.of("192.0.0.0/24", "reserved"),
            AddressBlock.of("192.0.2.0/24", "documentation"),
            AddressBlock.of("192.88.99.0/24", "6to4 relay"),
            AddressBlock.of("192.168.0.0/16", "private"),
            AddressBlock.of("198.18.0.0/15", "benchmarking"),
            AddressBlock.of("198.51.100.0/24", "documentation"),
            AddressBlock.of("203.0.113.0/24", "documentation"),
            AddressBlock.of("224.0.0.0/4", "multicast"),
            AddressBlock.of("240.0.0.0/4", "reserved"),
            AddressBlock.of("168.63.129.16/32", "cloud metadata")); // Azure's, which looks public

    /** Only this part of IPv6 is handed out to the public (RFC 4291, section 2.4). */
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3", "public");

    private static final List<AddressBlock> IPV6 = List.of(
            AddressBlock.of("2001::/23", "reserved or Teredo"),
            AddressBlock.of("2001:db8::/32", "documentation"),
            AddressBlock.of("2002::/16", "6to4"),
            AddressBlock.of("3fff::/20", "documentation"));

    /** IPv4 behind a translator (RFC 6052): the last four bytes are the address that is really meant. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96", "NAT64");

    private SpecialAddresses() {}

    /** What the address is for if it is not public; empty for a public one. */
    public static Optional<String> purpose(InetAddress address) {
        byte[] bytes = address.getAddress(); // of IPv4-mapped IPv6 the platform gives the four bytes
        if (bytes.length == 4) {
            return among(IPV4, bytes);
        }
        if (NAT64.contains(bytes)) {
            return among(IPV4, Arrays.copyOfRange(bytes, 12, 16));
        }
        return GLOBAL_UNICAST.contains(bytes) ? among(IPV6, bytes) : Optional.of(localPurpose(address));
    }

    private static Optional<String> among(List<AddressBlock> blocks, byte[] address) {
        return blocks.stream()
                .filter(block -> block.contains(address))
                .findFirst()
                .map(AddressBlock::purpose);
    }

    private static String localPurpose(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "loopback";
        }
        if (address.isLinkLocalAddress()) {
            return "link-local";
        }
        return address.isMulticastAddress() ? "multicast" : "private or reserved";
    }
}
