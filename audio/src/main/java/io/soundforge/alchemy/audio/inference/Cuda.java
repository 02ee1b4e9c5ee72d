package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The first CUDA device, used so that equal runs give equal bytes. */
final class Cuda {
    private static final Path CARDS = Path.of("/proc/driver/nvidia/gpus");

    private Cuda() {}

    /** Why it is not worth a try; empty if it is. */
    static Optional<String> absence() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)
                ? Optional.empty()
                : Optional.of("this program was built with the ONNX Runtime for the CPU (the build's profile 'cuda' has"
                        + " the other)");
    }

    /**
     * Puts the device in front of the CPU. Convolutions are chosen by cuDNN's heuristic: an exhaustive search takes the
     * fastest of a race, another one each time. Sums are kept in 32 bits (no TF32). The arena grows by what is asked
     * for, not by doubling.
     *
     * @throws OrtException when its libraries cannot be loaded
     */
    static void addTo(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            cuda.add("use_tf32", "0");
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            cuda.add("do_copy_in_default_stream", "1");
            options.addCUDA(cuda);
        }
    }

    /** For the fingerprint: cards of another kind round otherwise. */
    static String card() {
        return card(CARDS);
    }

    /** The model of the first card, from the folder where NVIDIA's driver for Linux describes them. */
    static String card(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "unknown-card";
        }
        try (Stream<Path> cards = Files.list(folder)) {
            Optional<Path> first = cards.sorted().findFirst();
            return first.isEmpty() ? "unknown-card" : model(first.get().resolve("information"));
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the CUDA device cannot be read", e);
        }
    }

    private static String model(Path information) throws IOException {
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("Model:"))
                    .map(line -> line.substring("Model:".length()).strip().replaceAll("[^A-Za-z0-9]+", "-"))
                    .findFirst()
                    .orElse("unknown-card");
        }
    }
}
