package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.launcher.offline.FileSeparation;
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
            names = "--device",
            paramLabel = "DEVICE",
            description = "What a trained model runs on: auto, cpu or cuda. Default: DEVICE, else auto.")
    private @Nullable String device;

    @Option(names = "--json", description = "Print one JSON document (an array for several files) and nothing else.")
    private boolean json;

    SeparateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SeparationOptions options = options();
        Tools tools = new Tools(surroundings);
        try (ModelRegistry models = tools.models(sessions(tools))) {
            Studio studio = new Studio(tools.ffmpeg(), models);
            FileSeparation separation = new FileSeparation(studio, options, modelFile(), surroundings.resolve(out));
            UniqueNames names = new UniqueNames();
            return new Batch(surroundings, json).run(files, (file, progress) -> {
                String folder = names.of(file.baseName());
                return done(separation.run(file, folder, progress));
            });
        }
    }

    private SessionSettings sessions(Tools tools) {
        try {
            return tools.sessions(device);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private SeparationOptions options() {
        try {
            return new SeparationOptions(
                    modelFile() == null ? model : null,
                    stems,
                    twoStems,
                    AudioFormat.ofText(format),
                    BitDepth.ofText(bitDepth),
                    OtherMethod.ofText(otherMethod));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Path modelFile() {
        return model != null && model.endsWith(MODEL_EXTENSION) ? surroundings.resolve(Path.of(model)) : null;
    }

    private static Batch.Done done(FileSeparation.Result result) {
        ObjectNode document = Json.object()
                .put("model", result.model())
                .put("folder", result.folder().toString())
                .put("gain", result.gain());
        double residual = result.residualDb();
        document.put("residualDb", Double.isFinite(residual) ? (Double) residual : null);
        for (SeparatedStem stem : result.stems()) {
            document.withArray("stems")
                    .addObject()
                    .put("type", stem.type())
                    .put("file", stem.file().toString())
                    .put("bytes", stem.bytes());
        }
        String names = result.stems().stream().map(SeparatedStem::type).collect(Collectors.joining(", "));
        return new Batch.Done(document, names + " in " + result.folder() + " (" + result.model() + ")");
    }
}
