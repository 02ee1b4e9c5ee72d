package io.soundforge.alchemy.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Under which host names requests are answered. Names of this machine always are; without sign-in any other has to be
 * meant, or a page could rebind its own name to us and drive the server.
 *
 * @param names further ones, without port; {@code *} for all
 */
public record AllowedHosts(List<String> names) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    public AllowedHosts {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Only names of this machine. */
    public static AllowedHosts ofThisMachine() {
        return new AllowedHosts(List.of());
    }

    public static AllowedHosts all() {
        return new AllowedHosts(List.of("*"));
    }

    boolean contain(String host) {
        return isLoopback(host) || names.contains("*") || names.contains(host.toLowerCase(Locale.ROOT));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
