package io.soundforge.alchemy.contracts.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {
    @Test
    void ofClientName_takesSpotifysIdForSpotifysTrack() {
        ExternalId id = ExternalId.ofClientName("4uLU6hMCjMI75M1A2tKUQC");

        assertThat(id).isEqualTo(ExternalId.ofSpotifyTrack("4uLU6hMCjMI75M1A2tKUQC"));
        assertThat(id.clientName()).isEqualTo("4uLU6hMCjMI75M1A2tKUQC");
    }

    @Test
    void ofClientName_keepsAnyOtherNameApart() {
        ExternalId id = ExternalId.ofClientName("my-track_1");

        assertThat(id.value()).isEqualTo("client:my-track_1");
        assertThat(id.clientName()).isEqualTo("my-track_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc", "a/b", "a b", "$(id)", "-rf", "a:b", "\u0000", "ä"})
    void ofClientName_thatCouldMeanMoreThanAName_isRefused(String name) {
        assertThatThrownBy(() -> ExternalId.ofClientName(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
