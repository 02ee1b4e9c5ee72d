package io.soundforge.alchemy.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudioHealthTest {
    @Test
    void audio_isDegradedWhenAPartIsDown() {
        assertThat(AudioHealth.Report.of(true, Optional.of(List.of("spectral"))).status())
                .isEqualTo("ok");
        AudioHealth.Report report = AudioHealth.Report.of(true, Optional.empty());
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.services()).containsEntry("separation", "down").containsEntry("storage", "up");
    }
}
