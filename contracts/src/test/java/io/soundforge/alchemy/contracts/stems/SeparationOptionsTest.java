package io.soundforge.alchemy.contracts.stems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationOptionsTest {
    private static final SeparationOptions ALL = SeparationOptions.defaults();

    @Test
    void allBut_keepsEverythingElse() {
        SeparationOptions some = ALL.allBut(List.of("drums"));

        assertThat(some.without()).containsExactly("drums");
        assertThat(some.format()).isEqualTo(ALL.format());
        assertThat(some.allBut(List.of())).isEqualTo(ALL);
    }

    @Test
    void stemsLeftOut_besideStemsThatAreNamed_areRefused() {
        SeparationOptions named = new SeparationOptions(null, List.of("bass"), null, AudioFormat.FLAC, BitDepth.I24);
        SeparationOptions split = new SeparationOptions(null, List.of(), "bass", AudioFormat.FLAC, BitDepth.I24);

        assertThatThrownBy(() -> named.allBut(List.of("drums"))).hasMessageContaining("without stems");
        assertThatThrownBy(() -> split.allBut(List.of("drums"))).hasMessageContaining("twoStems");
    }

    @Test
    void stemLeftOut_thatIsNoName_isRefused() {
        assertThatThrownBy(() -> ALL.allBut(List.of("../x"))).hasMessageContaining("../x");
    }
}
