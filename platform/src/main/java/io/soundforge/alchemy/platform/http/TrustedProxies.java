package io.soundforge.alchemy.platform.http;

import io.netty.util.NetUtil;
import io.soundforge.alchemy.contracts.net.AddressBlock;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which peers are proxies of ours, so that what they say of their clients is believed.
 *
 * <p>Proxies append the address they were called from, so the list is walked from the right as long as the hop that said
 * it is trusted; what stands further left may have been written by anybody. Only one header is read: a proxy that keeps
 * one of them true passes the other on as it came.
 */
public final class TrustedProxies {
    /** Nobody is believed: the client is the peer. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Header.X_FORWARDED_FOR);

    private static final int MOST_HOPS = 32;

    private final List<AddressBlock> blocks;
    private final Header header;

    /** What the proxies tell of their clients in. */
    public enum Header {
        /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, lists of bare values. */
        X_FORWARDED_FOR,
        /** {@code Forwarded} (RFC 7239), a list of {@code for=…;proto=…}. */
        FORWARDED
    }

    /** What one hop says. */
    private record Hop(
            @Nullable InetAddress address, @Nullable String scheme) {}

    private TrustedProxies(List<AddressBlock> blocks, Header header) {
        this.blocks = blocks;
        this.header = header;
    }

    /**
     * Reads what the operator lists.
     *
     * @param networks addresses, or blocks such as {@code 10.0.0.0/8} or {@code fd00::/8}
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies of(List<String> networks, Header header) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::block).toList(), header);
    }

    private static AddressBlock block(String network) {
        int slash = network.indexOf('/');
        InetAddress address = literal(slash < 0 ? network : network.substring(0, slash));
        String prefix = slash < 0 ? "" : network.substring(slash + 1);
        if (address == null || (slash >= 0 && !prefix.matches("\\d{1,3}"))) {
            throw new IllegalArgumentException(
                    "expected addresses or blocks such as 10.0.0.0/8 or fd00::/8; got '" + network + "'");
        }
        byte[] bytes = address.getAddress();
        return AddressBlock.of(bytes, slash < 0 ? 8 * bytes.length : Integer.parseInt(prefix));
    }

    /**
     * Who sent a request.
     *
     * @param peer address of the other end of the connection
     * @param tls whether that connection is encrypted
     */
    public Client client(String peer, boolean tls, MultiMap headers) {
        InetAddress address = literal(peer);
        if (address == null) {
            return new Client(peer, tls); // a path, of a local socket
        }
        boolean secure = tls;
        List<Hop> hops = trusts(address) ? hops(headers) : List.of();
        for (int i = hops.size() - 1; i >= 0 && trusts(address); i--) {
            Hop hop = hops.get(i);
            secure = hop.scheme() == null ? secure : hop.scheme().equals("https");
            if (hop.address() == null) {
                break; // it does not tell, or in a way nobody understands: what is further left is nobody's word
            }
            address = hop.address();
        }
        return new Client(NetUtil.toAddressString(address), secure);
    }

    /** Whether a peer is one of them. */
    public boolean include(String peer) {
        InetAddress address = literal(peer);
        return address != null && trusts(address);
    }

    private boolean trusts(InetAddress address) {
        byte[] bytes = address.getAddress();
        return blocks.stream().anyMatch(block -> block.contains(bytes));
    }

    private List<Hop> hops(MultiMap headers) {
        List<Hop> hops = header == Header.FORWARDED ? forwarded(headers) : bare(headers);
        return hops.size() > MOST_HOPS ? hops.subList(hops.size() - MOST_HOPS, hops.size()) : hops;
    }

    /** The two lists need not be equally long: a proxy that is spoken to by another may keep its word on the scheme. */
    private static List<Hop> bare(MultiMap headers) {
        List<String> addresses = parts(String.join(",", headers.getAll("X-Forwarded-For")), ',');
        List<String> schemes = parts(String.join(",", headers.getAll("X-Forwarded-Proto")), ',');
        int missing = addresses.size() - schemes.size();
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            String scheme = i < missing ? null : schemes.get(i - missing).toLowerCase(Locale.ROOT);
            hops.add(new Hop(node(addresses.get(i)), scheme));
        }
        return hops;
    }

    private static List<Hop> forwarded(MultiMap headers) {
        List<Hop> hops = new ArrayList<>();
        for (String element : parts(String.join(",", headers.getAll("Forwarded")), ',')) {
            InetAddress address = null;
            String scheme = null;
            for (String pair : parts(element, ';')) {
                int equals = pair.indexOf('=');
                String name =
                        equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value = unquoted(pair.substring(equals + 1).strip());
                if (name.equals("for")) {
                    address = node(value);
                } else if (name.equals("proto")) {
                    scheme = value.toLowerCase(Locale.ROOT);
                }
            }
            hops.add(new Hop(address, scheme));
        }
        return hops;
    }

    /** The parts between separators that stand outside quotation marks; none of an empty text. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** An address with or without a port; null for {@code unknown}, {@code _hidden} and nonsense. */
    private static @Nullable InetAddress node(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            boolean whole = end > 0 && text.substring(end + 1).matches("(:\\d{1,5})?");
            return whole ? literal(text.substring(1, end)) : null;
        }
        int colon = text.indexOf(':');
        boolean port = colon > 0 && colon == text.lastIndexOf(':');
        if (port && !text.substring(colon + 1).matches("\\d{1,5}")) {
            return null;
        }
        return literal(port ? text.substring(0, colon) : text);
    }

    /** Never a name that would have to be looked up. IPv4 within IPv6 is IPv4. */
    private static @Nullable InetAddress literal(String text) {
        int scope = text.indexOf('%');
        return NetUtil.createInetAddressFromIpAddressString(scope < 0 ? text : text.substring(0, scope));
    }
}
