package io.soundforge.alchemy.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.frames.ClientFrame.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameTest {
    private static final String ID = "0b6f9c2e-6f0e-4c0e-9d3e-2f6f1f0a7d55";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event':'subscribe:track','data':'%s'}",
                "{'type':'subscribe:track','data':'%s'}",
                "{'event':'subscribe:track','data':{'trackId':'%s'}}",
                "{'event':'subscribe:track','trackId':'%s'}",
            })
    void subscription_inAnyOfItsForms_isUnderstood(String form) {
        ClientFrame frame = ClientFrame.parse(form.replace('\'', '"').formatted(ID));

        assertThat(frame).isEqualTo(new ClientFrame(Verb.SUBSCRIBE, TrackId.parse(ID)));
    }

    @Test
    void unsubscription_isUnderstood() {
        assertThat(ClientFrame.parse("{\"event\":\"unsubscribe:track\",\"data\":\"" + ID + "\"}")
                        .verb())
                .isEqualTo(Verb.UNSUBSCRIBE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`not json`|JSON object",
                "`[1,2]`|JSON object",
                "`{\"event\":\"shout\",\"data\":\"x\"}`|shout",
                "`{\"event\":7}`|7",
                "`{\"event\":\"subscribe:track\"}`|null",
                "`{\"event\":\"subscribe:track\",\"data\":5}`|5",
                "`{\"event\":\"subscribe:track\",\"data\":\"../../etc\"}`|../../etc",
                "`{\"event\":\"subscribe:track\",\"data\":\"1-1-1-1-1\"}`|1-1-1-1-1",
            })
    void nonsense_isRefusedNamingWhatCame(String text, String named) {
        assertThatThrownBy(() -> ClientFrame.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
