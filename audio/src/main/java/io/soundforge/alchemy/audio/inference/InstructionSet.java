package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processor can do, as far as ONNX Runtime chooses its kernels by it (onnxruntime/core/mlas, platform.cpp):
 * other kernels sum in another order and give other bytes.
 */
final class InstructionSet {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** As Linux names them, in its order of kernels for floats. */
    private static final List<String> OF_X86 =
            List.of("avx", "fma", "avx2", "avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_bf16", "amx_bf16");

    private static final List<String> OF_ARM = List.of("asimd", "fphp", "asimdhp", "bf16", "svebf16", "sve", "sme");

    private InstructionSet() {}

    /** That of this machine: its architecture and, on Linux, the extensions that matter. */
    static String text() {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(CPU_INFO)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return text(architecture, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the processor cannot be read", e);
        }
    }

    /** From the lines of {@code /proc/cpuinfo}; of unlike cores the first one counts. */
    static String text(String architecture, Stream<String> cpuInfo) {
        Set<String> able = cpuInfo.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .map(line -> Set.copyOf(Arrays.asList(
                        line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
                .orElse(Set.of());
        String extensions = Stream.concat(OF_X86.stream(), OF_ARM.stream())
                .filter(able::contains)
                .collect(Collectors.joining("+"));
        return extensions.isEmpty() ? architecture : architecture + "+" + extensions;
    }
}
