package io.soundforge.alchemy.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void download_ofAModelThatIsNotInstalled_saysHowToInstallIt() {
        assertThatThrownBy(() -> ModelRoutes.downloaded("htdemucs", List.of(KNOWN, CUSTOM)))
                .hasMessage("Failed to download model: Put it there.")
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void download_ofAnUnknownModel_namesTheKnownOnes() {
        assertThatThrownBy(() -> ModelRoutes.downloaded("x".repeat(9999), List.of(KNOWN, CUSTOM)))
                .hasMessageContaining("htdemucs, mine")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void download_ofAnInstalledModel_isDone() {
        assertThat(ModelRoutes.downloaded("mine", List.of(KNOWN, CUSTOM)).success())
                .isTrue();
    }
}
