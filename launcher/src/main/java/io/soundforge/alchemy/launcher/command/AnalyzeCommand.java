package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.launcher.offline.Studio;
import io.soundforge.alchemy.launcher.offline.UniqueNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy analyze}. */
@Command(
        name = "analyze",
        description = {
            "Find tempo, beats, key, chords, loudness, spectrum, sections and notes of audio files. What cannot be found is null, with the reason.",
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

    @Option(
            names = "--export",
            split = ",",
            paramLabel = "FORM",
            description = {
                "Also write files for other programs into DIR (without --out, the current folder): ${COMPLETION-CANDIDATES}.",
                "waveform is audiowaveform's JSON and .dat for players in pages."
            })
    private Set<AnalysisFiles.Form> exports = Set.of();

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
                write(studio, file.path(), names.of(file.name()), analysis, document);
                return new Batch.Done(document, AnalysisText.of(analysis));
            });
        }
    }

    private void write(Studio studio, Path file, String name, TrackAnalysis analysis, ObjectNode document)
            throws IOException {
        Path folder = surroundings.resolve(out == null ? Path.of("") : out);
        AnalysisFiles files = new AnalysisFiles(studio, folder, exports);
        if (out != null) {
            files.put(name + ".json", AnalysisFiles.text(Json.text(document) + "\n"));
        }
        if (!exports.isEmpty()) {
            files.write(file, name, analysis);
        }
    }
}
