package io.soundforge.alchemy.platform.database;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How the server has to prove who it is, as the URI says it in libpq's words: {@code sslmode=disable}, {@code require}
 * (encrypted, whoever it is; with {@code sslrootcert}, as {@code verify-ca}), {@code verify-ca} and {@code verify-full}
 * (certificate and host name). Without {@code sslrootcert} the authorities that Java trusts count.
 *
 * @param uri without what the drivers do not know
 * @param rootCertificate PEM file of authorities; null for Java's
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">libpq: SSL support</a>
 */
record ServerTrust(String uri, SslMode mode, @Nullable String rootCertificate) {
    private static final String JAVAS_AUTHORITIES = "org.postgresql.ssl.DefaultJavaSSLFactory";

    /** @throws IllegalArgumentException if the mode is none that is known */
    static ServerTrust of(String uri) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return new ServerTrust(uri, SslMode.DISABLE, null);
        }
        String[] parameters = uri.substring(question + 1).split("&", -1);
        String root = find(parameters, "sslrootcert").orElse(null);
        SslMode mode = find(parameters, "sslmode").map(ServerTrust::modeOf).orElse(SslMode.DISABLE);
        String rest = Arrays.stream(parameters)
                .filter(each -> !each.startsWith("sslrootcert=") && !each.startsWith("sslmode="))
                .collect(Collectors.joining("&"));
        String bare = uri.substring(0, question) + (rest.isEmpty() ? "" : "?" + rest);
        return new ServerTrust(bare, mode == SslMode.REQUIRE && root != null ? SslMode.VERIFY_CA : mode, root);
    }

    private static Optional<String> find(String[] parameters, String name) {
        return Arrays.stream(parameters)
                .filter(each -> each.startsWith(name + "="))
                .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static SslMode modeOf(String text) {
        try {
            return SslMode.of(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full; got '" + text
                            + "'",
                    unknown);
        }
    }

    void applyTo(PgConnectOptions options) {
        options.setSslMode(mode);
        if (mode == SslMode.DISABLE) {
            return;
        }
        ClientSSLOptions tls = new ClientSSLOptions();
        if (mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL) {
            tls.setTrustAll(true);
        } else if (rootCertificate != null) {
            tls.setTrustOptions(new PemTrustOptions().addCertPath(rootCertificate));
        }
        options.setSslOptions(tls.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : ""));
    }

    void applyTo(PGSimpleDataSource source) {
        source.setSslMode(mode.value);
        if (rootCertificate != null) {
            source.setSslRootCert(rootCertificate);
        } else if (mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL) {
            source.setSslfactory(JAVAS_AUTHORITIES);
        }
    }
}
