package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {
    private static final Optional<String> WORTH_A_TRY = Optional.empty();
    private final List<Device> tried = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "CUDA"})
    void deviceThatCanBeUsed_isUsed(DeviceWish wish) throws OrtException {
        assertThat(Placement.of(wish, WORTH_A_TRY, this::works)).isEqualTo(new Placement<>("on CUDA", Device.CUDA, ""));
    }

    @Test
    void cpu_asksForNothingElse() throws OrtException {
        assertThat(Placement.of(DeviceWish.CPU, WORTH_A_TRY, this::works))
                .isEqualTo(new Placement<>("on CPU", Device.CPU, ""));
        assertThat(tried).containsExactly(Device.CPU);
    }

    @Test
    void auto_withoutABuildForIt_takesTheCpuUntriedAndSaysWhy() throws OrtException {
        assertThat(Placement.of(DeviceWish.AUTO, Optional.of("not in this build"), this::works))
                .isEqualTo(new Placement<>("on CPU", Device.CPU, "not in this build"));
        assertThat(tried).containsExactly(Device.CPU);
    }

    @Test
    void auto_withoutACard_fallsBackWithTheFirstLineOfTheReason() throws OrtException {
        assertThat(Placement.of(DeviceWish.AUTO, WORTH_A_TRY, this::hasNoCard))
                .isEqualTo(new Placement<>("on CPU", Device.CPU, "Error code - ORT_EP_FAIL - message: no device"));
        assertThat(tried).containsExactly(Device.CUDA, Device.CPU);
    }

    @Test
    void cuda_thatCannotBeUsed_isAnErrorWithTheReason() {
        assertRefused(Optional.of("not in this build"), "not in this build");
        assertRefused(WORTH_A_TRY, "no device");
        assertThat(tried).containsExactly(Device.CUDA);
    }

    private void assertRefused(Optional<String> noCuda, String reason) {
        assertThatThrownBy(() -> Placement.of(DeviceWish.CUDA, noCuda, this::hasNoCard))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContainingAll("cuda", "cannot be used", reason);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "CUDA"})
    void fileThatIsDamaged_isNotBlamedOnTheDevice(DeviceWish wish) {
        assertThatThrownBy(() -> Placement.of(wish, WORTH_A_TRY, device -> {
                    tried.add(device);
                    throw new OrtException(OrtErrorCode.ORT_INVALID_PROTOBUF, "damaged");
                }))
                .isInstanceOf(OrtException.class)
                .hasMessageContaining("damaged");
        assertThat(tried).containsExactly(Device.CUDA);
    }

    private String works(Device device) {
        tried.add(device);
        return "on " + device;
    }

    private String hasNoCard(Device device) throws OrtException {
        tried.add(device);
        if (device == Device.CUDA) {
            throw new OrtException(OrtErrorCode.ORT_EP_FAIL, "no device\nand a long trace");
        }
        return "on " + device;
    }
}
