package io.soundforge.alchemy.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @ParameterizedTest
    @ValueSource(strings = {"4hello", "4a\u001e4b", "4hello\u001ebAQIDBA==", "2probe", "6", "4\u00e9\ud83c\udfb5"})
    void whatIsRead_isWrittenAlike(String body) {
        assertThat(Payload.encode(Payload.decode(body))).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "7", "4a\u001e", "\u001e4a", "b!", "b====", "-", "\u0664"})
    void whatIsNoPayload_isRefused(String body) {
        assertThatThrownBy(() -> Payload.decode(body)).isInstanceOf(EngineFormatException.class);
    }

    @Test
    void size_isWhatAPacketTakesInAPayload() {
        assertThat(EnginePacket.message("abc").size()).isEqualTo("4abc".length());
        assertThat(EnginePacket.message(new byte[] {1, 2, 3, 4}).size()).isEqualTo("bAQIDBA==".length());
    }
}
