package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.ClipMode;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.launcher.offline.FileSeparation;
import io.soundforge.alchemy.launcher.offline.SeparationSetup;
import io.soundforge.alchemy.launcher.offline.Studio;
import io.soundforge.alchemy.launcher.offline.UniqueNames;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy separate}. */
@Command(
        name = "separate",
        description = {
            "Split audio files into stems: DIR/<name of the file>/<stem>.<format>, stereo at 44.1 kHz.",
            "Needs no server and no network."
        })
final class SeparateCommand implements Callable<Integer> {
    private static final String MODEL_EXTENSION = ".onnx";
    private static final int MOST_WORKERS = 64;
    private static final int MOST_GIB = 1 << 20;

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Audio files.")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Folder for the stems; made if absent.")
    private Path out = Path.of("");

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "spectral (built in), the name of an installed model, or a FILE.onnx. Default: htdemucs if"
                    + " installed, else spectral.")
    private @Nullable String model;

    @Option(
            names = "--two-stems",
            paramLabel = "STEM",
            description = "Only this stem, and everything else as no_<stem>; vocals, for instance.")
    private @Nullable String twoStems;

    @Option(
            names = "--other-method",
            paramLabel = "METHOD",
            defaultValue = "minus",
            description = "How no_<stem> is made: minus (the mix minus the stem), add (the sum of the other stems) or"
                    + " none. Default: ${DEFAULT-VALUE}.")
    private String otherMethod = "minus";

    @Option(names = "--stems", split = ",", paramLabel = "STEM", description = "Only these stems: vocals,drums")
    private List<String> stems = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "flac",
            description = "wav, flac or mp3. Default: ${DEFAULT-VALUE}.")
    private String format = "flac";

    @Option(
            names = "--bit-depth",
            paramLabel = "BITS",
            defaultValue = "24",
            description = "16, 24 or, for wav, 32f. Default: ${DEFAULT-VALUE}.")
    private String bitDepth = "24";

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many segments are computed at a time, each by a model of its own (2 to 5 GB of memory"
                    + " for a trained one). Default: ${DEFAULT-VALUE}.")
    private int workers = 1;

    @Option(
            names = "--shifts",
            paramLabel = "N",
            defaultValue = "0",
            description = "Take the mean of so many passes, each cut at other places: up to 20. The same bytes every"
                    + " time. Default: ${DEFAULT-VALUE}, one pass.")
    private int shifts;

    @Option(
            names = "--preview",
            paramLabel = "SECONDS",
            description = "Only the beginning, to the end of the segment that reaches this far. A run over the whole"
                    + " file goes on from there.")
    private @Nullable Double preview;

    @Option(
            names = "--residual",
            description = "Also write what the stems leave of the mix. With 16 and 24 bits all files sum to the mix"
                    + " exactly.")
    private boolean residual;

    @Option(
            names = "--clip-mode",
            paramLabel = "MODE",
            defaultValue = "common",
            description = "Against samples beyond full scale: common (one gain for all stems), rescale (each stem by"
                    + " itself), clamp, tanh or none. Default: ${DEFAULT-VALUE}.")
    private String clipMode = "common";

    @Option(
            names = "--segments-budget",
            paramLabel = "GIB",
            defaultValue = "8",
            description = "Disk space for finished segments, from which an interrupted run goes on. Default:"
                    + " ${DEFAULT-VALUE} GiB.")
    private double segmentsBudget = 8;

    @Option(names = "--json", description = "Print one JSON document (an array for several files) and nothing else.")
    private boolean json;

    SeparateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SeparationOptions options = options();
        Tools tools = new Tools(surroundings);
        SegmentShelf shelf = new SegmentShelf(tools.segmentsFolder(), budget());
        try (ModelRegistry models = tools.models()) {
            Studio studio = new Studio(tools.ffmpeg(), models);
            SeparationSetup setup = new SeparationSetup(options, modelFile(), shelf, workers);
            FileSeparation separation = new FileSeparation(studio, setup, surroundings.resolve(out));
            UniqueNames names = new UniqueNames();
            return new Batch(surroundings, json).run(files, (file, progress) -> {
                String folder = names.of(file.baseName());
                return done(separation.run(file, folder, progress));
            });
        }
    }

    private SeparationOptions options() {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new UsageException("--workers must be 1 to " + MOST_WORKERS + "; got " + workers);
        }
        try {
            return new SeparationOptions(
                            modelFile() == null ? model : null,
                            stems,
                            twoStems,
                            AudioFormat.ofText(format),
                            BitDepth.ofText(bitDepth),
                            OtherMethod.ofText(otherMethod))
                    .withShifts(shifts)
                    .withPreview(preview)
                    .withClipMode(ClipMode.ofText(clipMode))
                    .withResidual(residual);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private long budget() {
        if (!(segmentsBudget > 0 && segmentsBudget <= MOST_GIB)) {
            throw new UsageException(
                    "--segments-budget must be above 0 and at most " + MOST_GIB + " GiB; got " + segmentsBudget);
        }
        return Math.max(1, (long) (segmentsBudget * (1L << 30)));
    }

    private @Nullable Path modelFile() {
        return model != null && model.endsWith(MODEL_EXTENSION) ? surroundings.resolve(Path.of(model)) : null;
    }

    private static Batch.Done done(FileSeparation.Result result) {
        SeparationResult separation = result.separation();
        ObjectNode document = Json.object()
                .put("model", separation.model())
                .put("fingerprint", separation.fingerprint())
                .put("folder", result.folder().toString())
                .put("seconds", (double) separation.frames() / CanonicalAudio.SAMPLE_RATE)
                .put("gain", separation.gain());
        Double residual = separation.residualDb();
        document.put("residualDb", residual != null && Double.isFinite(residual) ? residual : null);
        document.putObject("segments").put("computed", separation.computed()).put("reused", separation.reused());
        for (SeparatedStem stem : separation.stems()) {
            document.withArray("stems")
                    .addObject()
                    .put("type", stem.type())
                    .put("file", stem.file().toString())
                    .put("bytes", stem.bytes())
                    .put("gain", stem.gain())
                    .put("clipped", stem.clipped());
        }
        String names = separation.stems().stream().map(SeparatedStem::type).collect(Collectors.joining(", "));
        return new Batch.Done(document, names + " in " + result.folder() + " (" + separation.model() + ")");
    }
}
