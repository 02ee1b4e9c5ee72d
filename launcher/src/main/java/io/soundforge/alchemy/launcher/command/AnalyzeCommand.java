package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.launcher.offline.Studio;
import io.soundforge.alchemy.launcher.offline.UniqueNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy analyze}. */
@Command(
        name = "analyze",
        description = {
            "Find tempo, beats, key, loudness, spectrum, sections and notes of audio files. What cannot be found is null, with the reason.",
            "Needs no server and no network."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Audio files.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print one JSON document (an array for several files) and nothing else.")
    private boolean json;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Also write DIR/<file name>.json for each file.")
    private @Nullable Path out;

    AnalyzeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Tools tools = new Tools(surroundings);
        UniqueNames names = new UniqueNames();
        try (ModelRegistry models = tools.models()) {
            Studio studio = new Studio(tools.ffmpeg(), models);
            return new Batch(surroundings, json).run(files, (file, progress) -> {
                TrackAnalysis analysis = studio.analyze(file.path(), progress);
                ObjectNode document = Json.object(analysis);
                if (out != null) {
                    write(surroundings.resolve(out), names.of(file.name()), document);
                }
                return new Batch.Done(document, AnalysisText.of(analysis));
            });
        }
    }

    private static void write(Path folder, String name, ObjectNode document) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, ".alchemy-", ".json");
        Files.write(unfinished, (Json.text(document) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
