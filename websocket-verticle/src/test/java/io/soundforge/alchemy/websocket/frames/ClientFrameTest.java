package io.soundforge.alchemy.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.websocket.frames.ClientFrame.Verb;
import io.soundforge.alchemy.websocket.hub.Position;
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

        assertThat(frame).isEqualTo(new ClientFrame(Verb.SUBSCRIBE, ID, null));
    }

    @Test
    void position_isBothItsNumberAndItsJournal() {
        ClientFrame frame = ClientFrame.parse(
                "{\"event\":\"subscribe:track\",\"data\":{\"trackId\":\"mine\",\"seq\":12,\"epoch\":\"ab\"}}");

        assertThat(frame).isEqualTo(new ClientFrame(Verb.SUBSCRIBE, "mine", new Position("ab", 12)));
    }

    @Test
    void unsubscription_isUnderstood() {
        assertThat(ClientFrame.parse("{\"event\":\"unsubscribe:track\",\"data\":\"" + ID + "\"}")
                        .verb())
                .isEqualTo(Verb.UNSUBSCRIBE);
    }

    @Test
    void newToken_isUnderstood_andNeverWrittenDown() {
        ClientFrame frame = ClientFrame.parse("{\"event\":\"auth:refresh\",\"data\":{\"token\":\"a.secret.text\"}}");

        assertThat(frame).isEqualTo(new ClientFrame(Verb.REFRESH, "a.secret.text", null));
        assertThat(frame.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> ClientFrame.parse("{\"event\":\"auth:refresh\",\"data\":\"a.secret.text\"}"))
                .hasMessageContaining("a token was expected")
                .hasMessageNotContaining("secret");
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
                "`{\"event\":\"subscribe:track\",\"data\":{\"trackId\":\"a\",\"seq\":-1,\"epoch\":\"b\"}}`|-1",
                "`{\"event\":\"subscribe:track\",\"data\":{\"trackId\":\"a\",\"seq\":1.5,\"epoch\":\"b\"}}`|1.5",
                "`{\"event\":\"subscribe:track\",\"data\":{\"trackId\":\"a\",\"seq\":4}}`|epoch",
            })
    void nonsense_isRefusedNamingWhatCame(String text, String named) {
        assertThatThrownBy(() -> ClientFrame.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
