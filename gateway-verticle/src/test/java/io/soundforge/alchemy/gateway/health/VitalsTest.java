package io.soundforge.alchemy.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VitalsTest {
    @Test
    void diskSpace_isLowBelowTwoGibibytes() {
        assertThat(Vitals.diskWord(2L << 30)).isEqualTo("sufficient");
        assertThat(Vitals.diskWord((2L << 30) - 1)).isEqualTo("low");
    }

    @Test
    void memory_isHighAboveNineTenths() {
        assertThat(Vitals.memoryWord(90, 100)).isEqualTo("normal");
        assertThat(Vitals.memoryWord(91, 100)).isEqualTo("high");
    }

    @Test
    void audio_isDegradedWhenAPartIsDown() {
        assertThat(AudioHealth.Report.of(true, Optional.of(List.of("spectral"))).status())
                .isEqualTo("ok");
        AudioHealth.Report report = AudioHealth.Report.of(true, Optional.empty());
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.services()).containsEntry("separation", "down").containsEntry("storage", "up");
    }
}
