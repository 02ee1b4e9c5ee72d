package io.soundforge.alchemy.bench.separation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One segment through the reference implementation in PyTorch, with random weights, in a Python process. */
final class TorchRun {
    private static final String SCRIPT = """
            import sys, time, torch
            sys.path.insert(0, sys.argv[1])
            from demucs.htdemucs import HTDemucs
            torch.set_num_threads(int(sys.argv[2]))
            model = HTDemucs(['drums', 'bass', 'other', 'vocals'], bottom_channels=512, dconv_mode=3, segment=7.8).eval()
            mix = torch.randn(1, 2, 343980)
            with torch.no_grad():
                model(mix)
                wall, cpu = time.time(), time.process_time()
                model(mix)
                print('seconds', time.time() - wall, time.process_time() - cpu)
            """;

    private TorchRun() {}

    /**
     * Times one warm segment.
     *
     * @param source folder with the package {@code demucs}
     * @throws IOException with the end of Python's output if it fails
     */
    static Stopwatch.Times of(Path source, int threads) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(
                        "python3", "-c", SCRIPT, source.toAbsolutePath().toString(), Integer.toString(threads))
                .redirectErrorStream(true)
                .start();
        python.getOutputStream().close();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        python.waitFor(1, TimeUnit.HOURS);
        String last = output.substring(output.lastIndexOf('\n') + 1);
        if (!last.startsWith("seconds ")) {
            throw new IOException("python3 said: " + last);
        }
        String[] words = last.split(" ", -1);
        return new Stopwatch.Times(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
