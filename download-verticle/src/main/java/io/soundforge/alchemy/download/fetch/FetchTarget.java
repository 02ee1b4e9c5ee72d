package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a link asks us to connect to, read in one way only: every form that two programs could read differently is
 * refused.
 *
 * @param host in lower case; an IPv6 literal in brackets
 * @param port always given
 */
public record FetchTarget(URI uri, boolean tls, String host, int port) {
    private static final int MAX_LENGTH = 4096;
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern DOTTED_QUAD = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    private static final String UNESCAPED = " \"<>^`{|}";

    /** The last label of what some programs read as an IPv4 address (WHATWG URL, "ends in a number"). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    /**
     * Reads a link.
     *
     * @throws AlchemyException INVALID_REQUEST if it is no absolute URL with a host; ADDRESS_REFUSED if it is one that
     *     we do not follow
     */
    public static FetchTarget parse(String url) {
        return of(read(url));
    }

    /** The target of a {@code Location} header that came in answer to a request for this one; errors as in parse. */
    public FetchTarget redirectedTo(String location) {
        boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
        URI base = bare ? uri.resolve("/") : uri; // else the platform glues a relative path to the host
        URI to = read(new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        boolean samePath = !to.isAbsolute()
                && to.getRawAuthority() == null
                && to.getRawPath().isEmpty();
        // RFC 3986, 5.2.2; the platform still follows RFC 2396, which takes the last name of the path away
        return of(samePath ? base.resolve(read(base.getRawPath() + query(to.getRawQuery(), base))) : base.resolve(to));
    }

    private static String query(@Nullable String given, URI base) {
        String query = given == null ? base.getRawQuery() : given;
        return query == null ? "" : "?" + query;
    }

    /** The address that the host spells out, if it is no name. */
    Optional<InetAddress> literal() {
        try {
            boolean literal = host.startsWith("[") || DOTTED_QUAD.matcher(host).matches();
            return literal ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "the link's host is no valid address", e);
        }
    }

    /** {@code host:port}. */
    String authority() {
        return host + ":" + port;
    }

    /** Path and query as they go into the request line. */
    String requestUri() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static URI read(String url) {
        String text = url.strip();
        if (text.length() > MAX_LENGTH) {
            throw invalid("a link of at most " + MAX_LENGTH + " characters");
        }
        try {
            return new URI(escaped(text));
        } catch (URISyntaxException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "the link is not a valid URL", e);
        }
    }

    private static FetchTarget of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.isEmpty()) {
            throw invalid("a link that starts with https:// or http://");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("only http and https links are fetched, got '" + scheme + "'");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw refused("a link must not carry a user name or password");
        }
        if (uri.getHost() == null) {
            throw refused("the link names no host that can only be read in one way");
        }
        boolean tls = scheme.equals("https");
        return new FetchTarget(uri, tls, checkedHost(uri.getHost()), checkedPort(uri.getPort(), tls));
    }

    private static String checkedHost(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.contains("%")) {
            throw refused("an address with a zone is local to one machine");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw refused("an IPv4 address is written as four decimal numbers");
        }
        return host;
    }

    private static int checkedPort(int port, boolean tls) {
        if (port == 0 || port > 65_535) {
            throw invalid("a port from 1 to 65535");
        }
        return port > 0 ? port : tls ? 443 : 80;
    }

    /** What is common in file names and not allowed in a link; in a host it ends up refused. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0 || UNESCAPED.indexOf(b) >= 0) {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
            } else {
                out.append((char) b);
            }
        }
        return out.toString();
    }

    private static AlchemyException invalid(String expected) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, "expected " + expected);
    }

    private static AlchemyException refused(String why) {
        return new AlchemyException(ErrorCode.ADDRESS_REFUSED, why);
    }
}
