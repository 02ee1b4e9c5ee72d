package io.soundforge.alchemy.contracts.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
    @Test
    void list_inAnyCaseAndOrder_isRead() {
        assertThat(Role.parse(" Websocket,gateway, ,GATEWAY")).isEqualTo(Set.of(Role.GATEWAY, Role.WEBSOCKET));
    }

    @Test
    void texts_areInTheOrderOfTheRoles() {
        assertThat(Role.texts(Set.of(Role.WEBSOCKET, Role.PROCESSING, Role.SPOTIFY)))
                .containsExactly("spotify", "processing", "websocket");
        assertThat(Role.parse(String.join(",", Role.texts(Role.all())))).isEqualTo(Role.all());
    }

    @ParameterizedTest
    @CsvSource({"gateway;websocket, gateway;websocket", "'gateway,cook', cook", "'',''", "',',','"})
    void unknownOrNone_isRefusedNamingTheAllowedOnes(String list, String came) {
        assertThatThrownBy(() -> Role.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "one or more of gateway, spotify, download, processing, analysis, websocket, webhook, separated by"
                                + " commas; got '" + came + "'");
    }
}
