package io.soundforge.alchemy.platform.http;

import io.netty.util.NetUtil;
import java.util.Arrays;

/**
 * Where a request comes from.
 *
 * @param address without port; IPv6 in its short form (RFC 5952)
 * @param secure whether the client itself spoke TLS, to us or to a proxy of ours
 */
public record Client(String address, boolean secure) {
    private static final int BYTES_OF_A_NETWORK = 8;

    /** What counts as one place: an IPv4 address, or the /64 of an IPv6 address, which one household has whole. */
    public String place() {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length == 4) {
            return address;
        }
        Arrays.fill(bytes, BYTES_OF_A_NETWORK, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }
}
