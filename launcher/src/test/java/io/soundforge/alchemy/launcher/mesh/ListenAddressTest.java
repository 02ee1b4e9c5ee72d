package io.soundforge.alchemy.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "gateway,websocket | -    | -    | 10.0.0.1:3000",
                "gateway           | 8080 | -    | 10.0.0.1:8080",
                "websocket         | -    | -    | 10.0.0.1:3006",
                "websocket         | -    | 4006 | 10.0.0.1:4006",
                "websocket         | -    | off  | 10.0.0.1:0",
                "websocket         | 8080 | 4006 | 10.0.0.1:8080",
                "processing        | -    | 4006 | 127.0.0.1:0",
                "processing        | 8080 | -    | 10.0.0.1:8080"
            })
    void address_followsFromTheRolesAndThePort(String roles, String port, String legacyPort, String address) {
        AlchemyConfig config = ConfigReader.read(Map.of(
                "HOST", "10.0.0.1",
                "PORT", port == null ? "" : port,
                "LEGACY_WS_PORT", legacyPort == null ? "" : legacyPort));

        ListenAddress listen =
                ListenAddress.of(config.server(), config.cluster().withRoles(Role.parse(roles)));

        assertThat(listen.host() + ":" + listen.port()).isEqualTo(address);
    }
}
