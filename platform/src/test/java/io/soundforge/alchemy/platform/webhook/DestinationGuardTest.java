package io.soundforge.alchemy.platform.webhook;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No look-up leaves the machine: the names are a table. */
class DestinationGuardTest {
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("hooks.example.com", List.of("93.184.216.34")),
            Map.entry("six.example.com", List.of("2606:2800:220:1:248:1893:25c8:1946")),
            Map.entry("empty.example.com", List.of()),
            Map.entry("localhost", List.of("127.0.0.1")),
            Map.entry("loop.example.com", List.of("127.0.0.1")),
            Map.entry("loop6.example.com", List.of("::1")),
            Map.entry("ten.example.com", List.of("10.1.2.3")),
            Map.entry("home.example.com", List.of("192.168.1.1")),
            Map.entry("docker.example.com", List.of("172.17.0.1")),
            Map.entry("metadata.google.internal", List.of("169.254.169.254")),
            Map.entry("azure.example.com", List.of("168.63.129.16")),
            Map.entry("nat.example.com", List.of("100.64.0.1")),
            Map.entry("ula.example.com", List.of("fd00:ec2::254")),
            Map.entry("mapped.example.com", List.of("::ffff:10.0.0.1")),
            Map.entry("both.example.com", List.of("93.184.216.34", "10.0.0.1")));

    private final DestinationGuard guard =
            new DestinationGuard(Set.of("127.0.0.1:9000", "Receiver.internal:8080"), DestinationGuardTest::resolve);

    private static Future<List<InetAddress>> resolve(String host) {
        List<String> found = NAMES.get(host);
        if (found == null) {
            return Future.failedFuture(new UnknownHostException(host));
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : found) {
            addresses.add(literal(address));
        }
        return Future.succeededFuture(addresses);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // addresses as they are
                "https://127.0.0.1/",
                "https://127.255.255.254/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://168.63.129.16/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://0.1.2.3/",
                "https://224.0.0.1/",
                "https://240.0.0.1/",
                "https://255.255.255.255/",
                "https://198.18.0.1/",
                "https://192.0.2.1/",
                "https://203.0.113.9/",
                // the same in other words: decimal, octal, hexadecimal, short
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://127.0.0.01/",
                "https://0xa9fea9fe/",
                "https://169.254.43518/",
                // IPv6
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::127.0.0.1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://[64:ff9b:1::1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
                "https://[2001:db8::1]/",
                "https://[100::1]/",
                // names that lead there
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://loop.example.com/",
                "https://loop6.example.com/",
                "https://ten.example.com/",
                "https://home.example.com/",
                "https://docker.example.com/",
                "https://metadata.google.internal/",
                "https://azure.example.com/",
                "https://nat.example.com/",
                "https://ula.example.com/",
                "https://mapped.example.com/",
                "https://both.example.com/",
                // what only looks like the outside
                "https://hooks.example.com@127.0.0.1/",
                "https://user:password@hooks.example.com/",
                "https://user@hooks.example.com/",
                "http://hooks.example.com/",
                "http://127.0.0.1:9001/",
                "https://exa_mple.com/",
                "https://hooks.example.com:80:80/"
            })
    void hostileUrls_areRefused(String url) {
        assertThatThrownBy(() -> await(guard.check(url)))
                .isInstanceOfSatisfying(AlchemyException.class, refused -> assertThat(refused.code())
                        .as(refused.getMessage())
                        .isEqualTo(ErrorCode.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hooks.example.com",
                "//hooks.example.com/",
                "/api/health",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/\r\nX-Evil: 1",
                "https://hööks.example.com/",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://hooks.example.com/#part",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://nowhere.example.com/",
                "https://empty.example.com/",
                "https://[::1/"
            })
    void malformedUrls_areInvalid(String url) {
        assertThatThrownBy(() -> await(guard.check(url)))
                .isInstanceOfSatisfying(AlchemyException.class, refused -> assertThat(refused.code())
                        .as(refused.getMessage())
                        .isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void tooLongAUrl_isInvalid() {
        assertThatThrownBy(() -> await(guard.check("https://hooks.example.com/" + "a".repeat(2000))))
                .hasMessageContaining("at most 2000 characters")
                .isInstanceOf(AlchemyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, 443, /, 93.184.216.34",
        "https://Hooks.Example.com./in?a=1&b=%2F, 443, /in?a=1&b=%2F, 93.184.216.34",
        "https://hooks.example.com:8443/in, 8443, /in, 93.184.216.34",
        "https://six.example.com/, 443, /, 2606:2800:220:1:248:1893:25c8:1946",
        "https://93.184.216.34/, 443, /, 93.184.216.34",
        "http://127.0.0.1:9000/in, 9000, /in, 127.0.0.1"
    })
    void publicAndAllowedUrls_leadToTheCheckedAddress(String url, int port, String path, String address) {
        DestinationGuard.Checked checked = await(guard.open(url));

        assertThat(checked.address()).isEqualTo(literal(address));
        assertThat(checked.destination().port()).isEqualTo(port);
        assertThat(checked.destination().path()).isEqualTo(path);
    }
}
