package io.soundforge.alchemy.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3c-1", "Root=1-67891233-abcdef012345678912345678", "a.b_c~d:e/f+g@h"})
    void aSaneName_isKept(String sent) {
        assertThat(RequestId.of(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-x", "a b", "a\nb", "a\"b", "<b>", "${jndi:ldap://x}", "é", "a\0", "a,b", "%0a"})
    void anotherName_isReplaced(String sent) {
        assertThat(RequestId.of(sent)).matches("[0-9a-f-]{36}");
    }

    @Test
    void length_isBounded() {
        assertThat(RequestId.of("a".repeat(128))).hasSize(128);
        assertThat(RequestId.of("a".repeat(129))).hasSize(36);
        assertThat(RequestId.of(null)).hasSize(36);
    }
}
