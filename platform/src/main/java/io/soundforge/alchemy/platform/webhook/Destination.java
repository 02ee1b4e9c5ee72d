package io.soundforge.alchemy.platform.webhook;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an endpoint's URL leads, read in one way only: every form that two programs could read differently is refused.
 *
 * @param host in lower case, without a dot at its end; an IPv6 literal in brackets
 * @param port always given
 * @param path path and query as they go into the request line
 */
record Destination(boolean tls, String host, int port, String path) {
    private static final int LONGEST = 2000;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E]+");
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern DOTTED_QUAD = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    /** What some programs read as an IPv4 address (WHATWG URL, "ends in a number"). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    /** @throws AlchemyException INVALID_REQUEST or ADDRESS_REFUSED; the message says what was expected */
    static Destination parse(String url) {
        if (url.length() > LONGEST) {
            throw invalid("url must be at most " + LONGEST + " characters long; got " + url.length());
        }
        if (!PRINTABLE.matcher(url).matches()) {
            throw invalid("url must be an absolute URL of printable ASCII characters without spaces");
        }
        URI uri = uri(url);
        boolean tls = tls(uri);
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw refused("url must not carry a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw invalid("url must not have a fragment: it is never sent");
        }
        if (uri.getHost() == null) {
            throw refused("url must name a host that can only be read in one way");
        }
        return new Destination(tls, host(uri.getHost()), port(uri.getPort(), tls), path(uri));
    }

    /** The address that the host spells out, if it is no name. */
    Optional<InetAddress> literal() {
        try {
            boolean literal = host.startsWith("[") || DOTTED_QUAD.matcher(host).matches();
            return literal ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "url must name a valid address", e);
        }
    }

    /** {@code host:port}. */
    String authority() {
        return host + ":" + port;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "url must be a valid absolute URL", e);
        }
    }

    private static boolean tls(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("url must start with https://");
        }
        return scheme.equals("https");
    }

    private static String host(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.contains("%")) {
            throw refused("url must not have an address with a zone: it is local to one machine");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw refused("url must have an IPv4 address as four decimal numbers, or a name");
        }
        return host;
    }

    private static int port(int port, boolean tls) {
        if (port == 0 || port > 65_535) {
            throw invalid("url must have a port from 1 to 65535");
        }
        return port > 0 ? port : tls ? 443 : 80;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }

    private static AlchemyException refused(String message) {
        return new AlchemyException(ErrorCode.ADDRESS_REFUSED, message);
    }
}
