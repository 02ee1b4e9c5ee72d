package io.soundforge.alchemy.download.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(Set.of("127.0.0.1:8080", "nas.home:80", "[::1]:9000"));

    /** Addresses as a resolver gives them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200", // metadata, Alibaba
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16", // metadata, Azure
                "169.254.0.1",
                "169.254.169.254", // metadata, most clouds
                "169.254.170.2", // metadata, containers at AWS
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192", // metadata, Oracle
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1", // IPv4-compatible, deprecated
                "64:ff9b::7f00:1", // NAT64 of 127.0.0.1
                "64:ff9b::10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1", // Teredo
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::", // 6to4 of 127.0.0.1
                "2002:a9fe:a9fe::1",
                "2002:c0a8:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254", // metadata, AWS
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    void choose_addressThatIsNotPublic_isRefused(String address) throws UnknownHostException {
        FetchTarget target = FetchTarget.parse("https://music.example/song.mp3");
        List<InetAddress> resolved = List.of(InetAddress.getByName(address));

        assertRefused(() -> guard.choose(target, resolved), ErrorCode.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81c::200e"
            })
    void choose_publicAddress_isTaken(String address) throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);

        assertThat(guard.choose(FetchTarget.parse("https://music.example/song.mp3"), List.of(resolved)))
                .isEqualTo(resolved);
    }

    /** Links that are refused, or lead to a refused address, before any name is looked up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.0.0.1./",
                "http://2130706433/", // 127.0.0.1 as one decimal number
                "http://0x7f000001/",
                "http://0x7F.0.0.1/",
                "http://0x7f.1/",
                "http://017700000001/", // in octal
                "http://0177.0.0.1/",
                "http://0177.0.0.01/",
                "http://127.1/",
                "http://127.0.1/",
                "http://0/",
                "http://0.0.0.0/",
                "http://1.2.3.4.5/",
                "http://256.256.256.256/",
                "http://8.8.8.08/",
                "http://evil.example.0x7f/",
                "http://3232235777/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://music.example@127.0.0.1/",
                "http://user:password@music.example/",
                "http://@music.example/",
                "http://music.example%40127.0.0.1/",
                "http://127.0.0.1:80/",
                "http://127.0.0.1:8081/", // only port 8080 is allowed
                "http://[::1]:9001/",
                "https://127.0.0.1/",
                "http://a_b/",
                "http://mu\u24c8ic.example/", // a circled letter
                "http://\u2460\u2461\u2466.0.0.1/", // circled digits
                "file:///etc/passwd",
                "file://localhost/etc/passwd",
                "ftp://music.example/song.mp3",
                "gopher://127.0.0.1:6379/_FLUSHALL",
                "dict://127.0.0.1:11211/stat",
                "jar:http://music.example/x.jar!/song",
                "data:audio/mpeg;base64,AAAA",
                "javascript:alert(1)",
                "ws://music.example/",
                "mailto:somebody@music.example"
            })
    void link_thatIsATrick_isRefusedWithoutLookingAnythingUp(String url) {
        assertRefused(() -> walk(url), ErrorCode.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "song.mp3",
                "/song.mp3",
                "//music.example/song.mp3",
                "http://",
                "http://music.example\\@127.0.0.1/",
                "http://music.example/\tsong.mp3",
                "http://music.example/song\r\nHost: evil",
                "http://music.example:0/",
                "http://music.example:65536/",
                "http://[::1/",
                "http://[1:2:3]/",
                "http://[::127.1]/",
                "http://music.example/%zz"
            })
    void link_thatIsNoUrl_isInvalid(String url) {
        assertRefused(() -> walk(url), ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "http://music.example, music.example:80, /",
        "https://music.example, music.example:443, /",
        "HTTPS://Music.Example./a%20b?c=d#e, music.example:443, /a%20b?c=d",
        "http://music.example:8080/my song.mp3, music.example:8080, /my%20song.mp3",
        "http://music.example/ü.mp3, music.example:80, /%C3%BC.mp3",
        "http://8.8.8.8/song.mp3, 8.8.8.8:80, /song.mp3",
        "'http://[2606:4700:4700::1111]:99/x', '[2606:4700:4700::1111]:99', /x",
        "http://music.example?x=1, music.example:80, /?x=1",
        "http://music.example/a@b, music.example:80, /a@b",
        "http://7digital.example/, 7digital.example:80, /",
        "http://1.2.3.4.example/, 1.2.3.4.example:80, /"
    })
    void link_toAName_isReadInOneWay(String url, String authority, String requestUri) {
        FetchTarget target = FetchTarget.parse(url);

        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.requestUri()).isEqualTo(requestUri);
    }

    @ParameterizedTest
    @CsvSource({
        "/other.mp3, music.example:80, /other.mp3",
        "other.mp3, music.example:80, /dir/other.mp3",
        "//cdn.example/x, cdn.example:80, /x",
        "https://cdn.example:444/x, cdn.example:444, /x"
    })
    void redirect_relativeOrNot_leadsWhereItSays(String location, String authority, String requestUri) {
        FetchTarget target =
                FetchTarget.parse("http://music.example/dir/song.mp3").redirectedTo(location);

        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.requestUri()).isEqualTo(requestUri);
    }

    @Test
    void redirect_fromALinkWithoutPath_staysOnItsHost() {
        FetchTarget target = FetchTarget.parse("http://music.example").redirectedTo(".evil.example");

        assertThat(target.authority()).isEqualTo("music.example:80");
        assertThat(target.requestUri()).isEqualTo("/.evil.example");
    }

    @Test
    void redirect_toAnotherScheme_isRefused() {
        FetchTarget target = FetchTarget.parse("http://music.example/");

        assertRefused(() -> target.redirectedTo("file:///etc/passwd"), ErrorCode.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/x", "http://NAS.home/x", "http://[::1]:9000/x"})
    void choose_allowedHostAndPort_mayLeadInside(String url) throws UnknownHostException {
        InetAddress inside = InetAddress.getByName("192.168.1.7");

        assertThat(guard.choose(FetchTarget.parse(url), List.of(inside))).isEqualTo(inside);
    }

    @Test
    void choose_oneBadAddressAmongGoodOnes_refusesAll() throws UnknownHostException {
        List<InetAddress> mixed = List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));

        assertRefused(() -> guard.choose(FetchTarget.parse("http://music.example/"), mixed), ErrorCode.ADDRESS_REFUSED);
    }

    @Test
    void choose_noAddress_isUnavailable() {
        assertRefused(
                () -> guard.choose(FetchTarget.parse("http://music.example/"), List.of()),
                ErrorCode.SOURCE_UNAVAILABLE);
    }

    private void walk(String url) {
        FetchTarget target = FetchTarget.parse(url);
        guard.choose(target, List.of(target.literal().orElseThrow(() -> new AssertionError("a name: " + target))));
    }

    private static void assertRefused(Runnable attempt, ErrorCode code) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(code));
    }
}
