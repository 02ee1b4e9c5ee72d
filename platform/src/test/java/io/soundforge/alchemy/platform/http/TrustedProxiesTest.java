package io.soundforge.alchemy.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.platform.http.TrustedProxies.Header;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final List<String> OURS = List.of("10.0.0.0/8", "127.0.0.1", "fd00::/8");

    /** Peer, header, who it is. Everything that a stranger can write stands left of what our proxies append. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 1.2.3.4 | 203.0.113.9", // nobody's proxy: a spoof
                "10.0.0.1 | '' | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | 9.9.9.9, 1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | 9.9.9.9, 1.2.3.4, 10.0.0.2 | 1.2.3.4",
                "10.0.0.1 | 10.9.9.9, 1.2.3.4 | 1.2.3.4", // a client that claims to be one of us
                "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3", // from within
                "127.0.0.1 | 1.2.3.4 | 1.2.3.4",
                "127.0.0.2 | 1.2.3.4 | 127.0.0.2",
                "10.0.0.1 | 1.2.3.4:4711 | 1.2.3.4",
                "10.0.0.1 | 2001:db8::1 | 2001:db8::1",
                "10.0.0.1 | 2001:DB8:0:0:0:0:0:1 | 2001:db8::1",
                "10.0.0.1 | [2001:db8::1]:443 | 2001:db8::1",
                "10.0.0.1 | [2001:db8::1] | 2001:db8::1",
                "10.0.0.1 | fe80::1%eth0 | fe80::1",
                "10.0.0.1 | ::ffff:1.2.3.4 | 1.2.3.4",
                "fd00::5 | 1.2.3.4 | 1.2.3.4",
                "fd00:0:0:0:0:0:0:5 | 1.2.3.4 | 1.2.3.4",
                "::ffff:10.0.0.1 | 1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | unknown | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4, unknown | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4, _hidden, 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | 1.2.3.4,, | 10.0.0.1",
                "10.0.0.1 | localhost | 10.0.0.1",
                "10.0.0.1 | evil.example | 10.0.0.1",
                "10.0.0.1 | 1.2.3 | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4.5 | 10.0.0.1",
                "10.0.0.1 | 256.1.1.1 | 10.0.0.1",
                "10.0.0.1 | 16909060 | 10.0.0.1",
                "10.0.0.1 | 0x01020304 | 10.0.0.1",
                "10.0.0.1 | 1.2.3.4:http | 10.0.0.1",
                "10.0.0.1 | [2001:db8::1 | 10.0.0.1",
                "10.0.0.1 | [2001:db8::1]x | 10.0.0.1",
                "10.0.0.1 | <script> | 10.0.0.1",
                "10.0.0.1 | '1.2.3.4 5.6.7.8' | 10.0.0.1"
            })
    void xForwardedFor_isWalkedFromTheRight(String peer, String header, String client) {
        assertThat(client(Header.X_FORWARDED_FOR, peer, "X-Forwarded-For", header))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "10.0.0.1 | for=1.2.3.4 | 1.2.3.4",
                "10.0.0.1 | For=1.2.3.4;proto=https;by=10.0.0.1 | 1.2.3.4",
                "10.0.0.1 | proto=http; for=\"1.2.3.4:80\" | 1.2.3.4",
                "10.0.0.1 | for=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "10.0.0.1 | for=9.9.9.9, for=1.2.3.4, for=10.0.0.2 | 1.2.3.4",
                "10.0.0.1 | for=unknown | 10.0.0.1",
                "10.0.0.1 | for=\"_gazonk\" | 10.0.0.1",
                "10.0.0.1 | by=1.2.3.4 | 10.0.0.1",
                "10.0.0.1 | for=1.2.3.4, for | 10.0.0.1",
                "10.0.0.1 | for=\"9.9.9.9, for=1.2.3.4 | 10.0.0.1", // a quotation mark that nobody closes
                "10.0.0.1 | host=\"a,b;for=9.9.9.9\";for=1.2.3.4 | 1.2.3.4",
                "1.1.1.1 | for=9.9.9.9 | 1.1.1.1"
            })
    void forwarded_isReadAsTheStandardSays(String peer, String header, String client) {
        assertThat(client(Header.FORWARDED, peer, "Forwarded", header)).isEqualTo(client);
    }

    @Test
    void theOtherHeader_isNobodysWord() {
        assertThat(client(Header.X_FORWARDED_FOR, "10.0.0.1", "Forwarded", "for=9.9.9.9"))
                .isEqualTo("10.0.0.1");
        assertThat(client(Header.FORWARDED, "10.0.0.1", "X-Forwarded-For", "9.9.9.9"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void severalHeaderLines_areOneList() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "9.9.9.9")
                .add("X-Forwarded-For", "1.2.3.4, 10.0.0.2");

        assertThat(proxies(Header.X_FORWARDED_FOR)
                        .client("10.0.0.1", false, headers)
                        .address())
                .isEqualTo("1.2.3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 1.2.3.4, https, true",
        "10.0.0.1, 1.2.3.4, HTTPS, true",
        "10.0.0.1, 1.2.3.4, http, false",
        "10.0.0.1, 1.2.3.4, javascript, false",
        "10.0.0.1, 1.2.3.4, 'https, http', false",
        "203.0.113.9, 1.2.3.4, https, false"
    })
    void theScheme_isBelievedOfProxies(String peer, String address, String scheme, boolean secure) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", address)
                .add("X-Forwarded-Proto", scheme);

        assertThat(proxies(Header.X_FORWARDED_FOR).client(peer, false, headers).secure())
                .isEqualTo(secure);
    }

    @Test
    void aThousandHops_areNotAllWalked() {
        String list = "9.9.9.9, " + String.join(", ", java.util.Collections.nCopies(1000, "10.0.0.2"));

        assertThat(client(Header.X_FORWARDED_FOR, "10.0.0.1", "X-Forwarded-For", list))
                .isEqualTo("10.0.0.2");
    }

    @Test
    void withoutProxies_nobodyIsBelieved() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "1.2.3.4");

        assertThat(TrustedProxies.NONE.client("127.0.0.1", false, headers)).isEqualTo(new Client("127.0.0.1", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0/8", "fd00::/129", "/8", "*"})
    void whatIsNoNetwork_isRefused(String network) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(network), Header.X_FORWARDED_FOR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4, 1.2.3.4", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64", "::1, ::/64", "unknown, unknown"})
    void aPlace_isAnAddressOrAHousehold(String address, String place) {
        assertThat(new Client(address, false).place()).isEqualTo(place);
    }

    private static TrustedProxies proxies(Header header) {
        return TrustedProxies.of(OURS, header);
    }

    private static String client(Header header, String peer, String name, String value) {
        return proxies(header)
                .client(peer, false, MultiMap.caseInsensitiveMultiMap().add(name, value))
                .address();
    }
}
