package io.soundforge.alchemy.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

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
}
