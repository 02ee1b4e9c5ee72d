package io.soundforge.alchemy.contracts.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses in CIDR notation, and what it is for. */
public final class AddressBlock {
    private final byte[] network;
    private final int prefix;
    private final String purpose;

    private AddressBlock(byte[] network, int prefix, String purpose) {
        this.network = network;
        this.prefix = prefix;
        this.purpose = purpose;
    }

    /** @param cidr such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} */
    static AddressBlock of(String cidr, String purpose) {
        int slash = cidr.indexOf('/');
        try {
            byte[] network = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            return new AddressBlock(network, Integer.parseInt(cidr.substring(slash + 1)), purpose);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("expected a literal address with a prefix, got '" + cidr + "'", e);
        }
    }

    /**
     * A block without a purpose of its own.
     *
     * @param network 4 or 16 bytes
     * @param prefix bits that addresses within have in common with it
     * @throws IllegalArgumentException if there are fewer bits than that
     */
    public static AddressBlock of(byte[] network, int prefix) {
        if (prefix < 0 || prefix > 8 * network.length) {
            throw new IllegalArgumentException("expected a prefix from 0 to " + 8 * network.length + "; got " + prefix);
        }
        return new AddressBlock(network.clone(), prefix, "");
    }

    String purpose() {
        return purpose;
    }

    /** @param address 4 or 16 bytes; of another length than the block's it is outside */
    public boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        int mask = 0xFF << (8 - rest);
        return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }
}
