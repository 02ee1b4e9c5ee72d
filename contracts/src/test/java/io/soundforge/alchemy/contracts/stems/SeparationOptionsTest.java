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

    @Test
    void eachWish_leavesTheOthersAlone() {
        SeparationOptions all =
                ALL.withShifts(3).withPreview(30.0).withResidual(true).withClipMode(ClipMode.NONE);

        assertThat(all.shifts()).isEqualTo(3);
        assertThat(all.previewSeconds()).isEqualTo(30.0);
        assertThat(all.residual()).isTrue();
        assertThat(all.clipMode()).isEqualTo(ClipMode.NONE);
        assertThat(all.withShifts(0).withPreview(null).withResidual(false).withClipMode(ClipMode.COMMON))
                .isEqualTo(ALL);
        assertThat(ALL.withShifts(2).allBut(List.of("bass")).shifts()).isEqualTo(2);
    }

    @Test
    void wishesThatCannotBe_areRefused() {
        assertThatThrownBy(() -> ALL.withShifts(21)).hasMessageContaining("0 to 20; got 21");
        assertThatThrownBy(() -> ALL.withPreview(0.0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> ALL.withPreview(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> ALL.withResidual(true).withClipMode(ClipMode.TANH))
                .hasMessageContaining("tanh");
        assertThatThrownBy(() -> ALL.allBut(List.of("bass")).withResidual(true)).hasMessageContaining("all stems");
        assertThatThrownBy(() -> ClipMode.ofText("soft")).hasMessageContaining("common, rescale, clamp, tanh, none");
    }
}
