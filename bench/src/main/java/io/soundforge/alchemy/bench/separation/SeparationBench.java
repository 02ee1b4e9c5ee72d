package io.soundforge.alchemy.bench.separation;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.inference.OnnxSegmentEngine;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.bench.separation.Stopwatch.Times;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/separation}. */
@Command(
        name = "separation",
        mixinStandardHelpOptions = true,
        description =
                "Measures separations against the bare runs of the model. Pairs are measured in turn, so that other"
                        + " programs disturb both.")
public final class SeparationBench implements Callable<Integer> {
    /** Of the model that is written for comparisons of time: seconds on one processor, as a real one. */
    private static final int COSTLY = 600;

    private static final int CHEAP = 2;

    @Option(names = "--model", paramLabel = "FILE", description = "Default: a small one that the bench writes.")
    private @Nullable Path model;

    @Option(names = "--minutes", defaultValue = "3", description = "Length of the track. Default: ${DEFAULT-VALUE}.")
    private double minutes = 3;

    @Option(
            names = "--long-minutes",
            defaultValue = "180",
            description = "Length of the long track, for memory; 0 leaves it out. Default: ${DEFAULT-VALUE}.")
    private double longMinutes = 180;

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--threads", defaultValue = "1", description = "Of one run. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(names = "--demucs-src", paramLabel = "DIR", description = "A checkout of Demucs, to run in PyTorch.")
    private @Nullable Path demucs;

    @Option(names = "--work", paramLabel = "DIR", description = "For intermediate files. Default: the temp folder.")
    private @Nullable Path work;

    private final List<Figure> figures = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SeparationBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = work == null
                ? Files.createTempDirectory("alchemy-bench")
                : Files.createTempDirectory(Files.createDirectories(work), "bench");
        try {
            Path costly = model == null ? BenchModel.write(folder.resolve("costly.onnx"), COSTLY) : model;
            Path track = BenchTrack.write(folder.resolve("track.f32"), minutes);
            loading(costly);
            pipeline(folder, costly, track);
            workers(folder, costly, track);
            memory(folder);
            torch(costly);
        } finally {
            delete(folder);
        }
        System.out.println(
                new JsonMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures));
        return 0;
    }

    private void note(Figure figure) {
        figures.add(figure);
        System.err.println(figure.line());
    }

    private void loading(Path file) throws Exception {
        SessionSettings settings = new SessionSettings(threads);
        List<SegmentEngine> engines = new ArrayList<>();
        Times first = Stopwatch.time(() -> engines.add(OnnxSegmentEngine.open(file, settings)));
        Times second = Stopwatch.time(() -> engines.add(OnnxSegmentEngine.open(file, settings)));
        engines.forEach(SegmentEngine::close);
        note(Figure.of("model, file", Files.size(file) / 1048576.0, "MiB", "", ""));
        note(Figure.of("model, first engine: hash, load, two proof runs", first.processors(), "CPU s", "", ""));
        note(Figure.of("model, one more engine at the same time", second.processors(), "CPU s", "", ""));
    }

    /** The track's segments as bare runs, the track as a separation, and how soon its beginning can be heard. */
    private void pipeline(Path folder, Path file, Path track) throws Exception {
        try (BareRuns bare = new BareRuns(file, threads);
                Separations separations = new Separations(folder, file, threads)) {
            separations.separate(track, 1); // loads the model, and the virtual machine compiles what is hot
            Times runs = Times.NONE;
            Times whole = Times.NONE;
            double shortestRun = Double.MAX_VALUE;
            double firstSound = Double.MAX_VALUE;
            int segments = 0;
            for (int round = 0; round < rounds; round++) {
                List<Integer> computed = new ArrayList<>();
                whole = whole.plus(Stopwatch.time(
                        () -> computed.add(separations.separate(track, 1).computed())));
                segments = computed.get(0);
                for (int i = 0; i < segments; i++) {
                    Times run = Stopwatch.time(bare::run);
                    runs = runs.plus(run);
                    shortestRun = Math.min(shortestRun, run.wall());
                }
                firstSound = Math.min(firstSound, separations.firstSound(track));
            }
            note(Figure.of("bare run of one segment, least", shortestRun, "s", "", "wall, " + threads + " thread(s)"));
            note(Figure.of(
                    "separation over the sum of bare runs, processor time",
                    whole.processors() / runs.processors(),
                    "x",
                    "<= 1.05",
                    segments + " segments, " + rounds + " rounds, encoding by ffmpeg not counted"));
            note(Figure.of(
                    "separation over the sum of bare runs, wall time",
                    whole.wall() / runs.wall(),
                    "x",
                    "<= 1.05",
                    "encoding included"));
            note(Figure.of(
                    "first stem audio over one warm run, wall time",
                    firstSound / shortestRun,
                    "x",
                    "<= 1.3",
                    "least of each"));
        }
    }

    private void workers(Path folder, Path file, Path track) throws Exception {
        try (Separations separations = new Separations(folder, file, 1)) {
            separations.separate(track, 1); // loads the model, and the virtual machine compiles what is hot
            Times one = Times.NONE;
            Times two = Times.NONE;
            for (int round = 0; round < rounds; round++) {
                one = one.plus(Stopwatch.time(() -> separations.separate(track, 1)));
                two = two.plus(Stopwatch.time(() -> separations.separate(track, 2)));
            }
            note(Figure.of(
                    "one worker over two, of one thread each, wall time",
                    one.wall() / two.wall(),
                    "x",
                    ">= 1.8",
                    "of " + Runtime.getRuntime().availableProcessors() + " processors"));
        }
    }

    private void memory(Path folder) throws Exception {
        if (longMinutes == 0) {
            note(Figure.missing("peak memory of a long track over that of a short one", "--long-minutes 0"));
            return;
        }
        Path cheap = BenchModel.write(folder.resolve("cheap.onnx"), CHEAP);
        double small = PeakMemory.of(folder, cheap, threads, minutes);
        double large = PeakMemory.of(folder, cheap, threads, longMinutes);
        note(Figure.of("peak memory, " + minutes + " min", small, "MiB", "", "a process of its own, cheap model"));
        note(Figure.of("peak memory, " + longMinutes + " min", large, "MiB", "", "likewise"));
        note(Figure.of("peak memory of a long track over that of a short one", large / small, "x", "< 1.1", ""));
    }

    private void torch(Path file) throws Exception {
        String what = "PyTorch's run of one htdemucs segment over ours, processor time";
        if (demucs == null || model == null) {
            note(Figure.missing(what, "needs --demucs-src and --model"));
            return;
        }
        try (BareRuns bare = new BareRuns(file, threads)) {
            Times reference = TorchRun.of(demucs, threads);
            Times ours = Stopwatch.time(bare::run);
            note(Figure.of(what, reference.processors() / ours.processors(), "x", "", "one warm run of each"));
        } catch (IOException e) {
            note(Figure.missing(what, String.valueOf(e.getMessage())));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
