package io.soundforge.alchemy.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "[::1]", "::1"})
    void namesOfThisMachine_areAlwaysAllowed(String host) {
        assertThat(AllowedHosts.ofThisMachine().contain(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil", "0.0.0.0"})
    void otherNames_haveToBeListed(String host) {
        assertThat(AllowedHosts.ofThisMachine().contain(host)).isFalse();
        assertThat(new AllowedHosts(List.of("studio.example")).contain(host)).isFalse();
    }

    @Test
    void listedNames_areAllowedInAnyCase() {
        assertThat(new AllowedHosts(List.of("Studio.example")).contain("studio.EXAMPLE"))
                .isTrue();
        assertThat(AllowedHosts.all().contain("anything.example")).isTrue();
    }
}
