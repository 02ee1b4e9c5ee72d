package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTextTest {
    @TempDir
    Path folder;

    @Test
    void instructionSets_thatLeadToOtherKernels_areToldApart() {
        assertThat(InstructionSet.text("amd64", Stream.of("processor\t: 0", "flags\t\t: fpu sse2 avx2 avx fma")))
                .isEqualTo("amd64+avx+fma+avx2");
        assertThat(InstructionSet.text(
                        "amd64", Stream.of("flags\t\t: fpu avx fma avx2 avx512f avx512vl", "flags\t: x")))
                .isEqualTo("amd64+avx+fma+avx2+avx512f+avx512vl");
        assertThat(InstructionSet.text("aarch64", Stream.of("Features\t: fp asimd sve")))
                .isEqualTo("aarch64+asimd+sve");
        assertThat(InstructionSet.text("riscv64", Stream.of("isa : rv64"))).isEqualTo("riscv64");
    }

    @Test
    void thisMachine_hasOne() {
        assertThat(InstructionSet.text())
                .startsWith(System.getProperty("os.arch"))
                .isEqualTo(InstructionSet.text());
    }

    @Test
    void card_isTheFirstOneThatTheDriverDescribes() throws IOException {
        assertThat(Cuda.card(folder.resolve("absent"))).isEqualTo("unknown-card");
        assertThat(Cuda.card(folder)).isEqualTo("unknown-card");
        describe("0000:02:00.0", "Model: \t\t Other");
        describe("0000:01:00.0", "Model: \t\t NVIDIA GeForce RTX 3060\nIRQ: 12");
        assertThat(Cuda.card(folder)).isEqualTo("NVIDIA-GeForce-RTX-3060");
    }

    private void describe(String card, String text) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(card)).resolve("information"), text);
    }

    @Test
    void deviceText_namesThreadsAndWhyThereIsNothingFaster() {
        assertThat(new SessionSettings(1).deviceText(new Placement<>("", Device.CPU, "")))
                .isEqualTo("cpu (1 thread)");
        assertThat(new SessionSettings(4).deviceText(new Placement<>("", Device.CPU, "no card")))
                .isEqualTo("cpu (4 threads; not on cuda: no card)");
        assertThat(new SessionSettings(4).deviceText(new Placement<>("", Device.CUDA, "")))
                .isEqualTo("cuda:0");
    }

    @Test
    void fingerprint_tellsDevicesApart() {
        SessionSettings settings = new SessionSettings(2);
        assertThat(settings.text(Device.CPU)).contains("cpu-", InstructionSet.text(), "intra-2");
        assertThat(settings.text(Device.CUDA)).contains("cuda-").isNotEqualTo(settings.text(Device.CPU));
    }

    @Test
    void wish_hasATextThatIsUnderstood() {
        for (DeviceWish wish : DeviceWish.values()) {
            assertThat(DeviceWish.ofText(wish.text())).isEqualTo(wish);
        }
        assertThatThrownBy(() -> DeviceWish.ofText("gpu")).hasMessageContainingAll("auto, cpu, cuda", "'gpu'");
    }
}
