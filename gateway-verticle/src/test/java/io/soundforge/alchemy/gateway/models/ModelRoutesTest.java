package io.soundforge.alchemy.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRoutesTest {
    private static final List<String> FOUR = List.of("drums", "bass", "other", "vocals");
    private static final ModelInfo KNOWN =
            new ModelInfo("htdemucs", "HT Demucs", "four", FOUR, false, false, false, "Put it there.");
    private static final ModelInfo CUSTOM = new ModelInfo("mine", "mine", "Custom model", FOUR, true, true, false, "");

    @Test
    void model_thatIsKnown_tellsItsFamily() {
        ModelView view = ModelView.of(KNOWN, "1.2.3");

        assertThat(view.version()).isEqualTo("4.0.0");
        assertThat(view.url()).contains("demucs");
        assertThat(view.internal()).isTrue();
        assertThat(view.installed()).isFalse();
        assertThat(view.hint()).isEqualTo("Put it there.");
    }

    @Test
    void model_thatSomebodyPutThere_isNotInternal() {
        ModelView view = ModelView.of(CUSTOM, "1.2.3");

        assertThat(view.version()).isEqualTo("unknown");
        assertThat(view.url()).isEmpty();
        assertThat(view.internal()).isFalse();
    }

    @Test
    void request_ofOldAndNewClients_isUnderstood() {
        assertThat(DownloadRequest.read(Buffer.buffer("{\"modelName\":\"a\"}")).model())
                .isEqualTo("a");
        DownloadRequest full = DownloadRequest.read(
                Buffer.buffer("{\"model\":\"a\",\"url\":\"https://x/y\",\"sha256\":\"00\",\"size\":5}"));
        assertThat(full).isEqualTo(new DownloadRequest("a", "https://x/y", "00", 5L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"model\":7}",
                "{\"model\":\" \"}",
                "{\"model\":\"a\",\"url\":1}",
                "{\"model\":\"a\",\"size\":1.5}"
            })
    void request_ofAnotherForm_isRefused(String body) {
        assertThatThrownBy(() -> DownloadRequest.read(Buffer.buffer(body)))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }
}
