package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From an audio file to stems in a folder of their own. */
public final class FileSeparation {
    private final Studio studio;
    private final SeparationOptions options;
    private final @Nullable Path model;
    private final Path out;

    /**
     * @param model a model file that takes the place of the model in the options; null leaves it to them
     * @param out made if absent; also holds the intermediate files while the work goes on
     */
    public FileSeparation(Studio studio, SeparationOptions options, @Nullable Path model, Path out) {
        this.studio = studio;
        this.options = options;
        this.model = model;
        this.out = out;
    }

    /**
     * What became of one file.
     *
     * @param gain see {@link SeparationResult#gain()}
     * @param residualDb see {@link SeparationResult#residualDb()}
     */
    public record Result(Path folder, String model, double gain, double residualDb, List<SeparatedStem> stems) {
        public Result {
            stems = List.copyOf(stems);
        }
    }

    /**
     * Separates one file into {@code <out>/<folder>}. The folder is touched when all stems are finished, not before.
     *
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException as {@link Studio#separate} throws it
     */
    public Result run(InputFile file, String folder, Progress progress) throws IOException {
        try (WorkFolder work = WorkFolder.in(out)) {
            SeparationResult result = studio.separate(file.path(), options, model, work.path(), progress);
            Path target = out.resolve(folder);
            return new Result(target, result.model(), result.gain(), result.residualDb(), moved(result, target));
        }
    }

    private static List<SeparatedStem> moved(SeparationResult result, Path target) throws IOException {
        Files.createDirectories(target);
        List<SeparatedStem> stems = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            Path file = target.resolve(stem.file().getFileName());
            Files.move(stem.file(), file, StandardCopyOption.REPLACE_EXISTING);
            stems.add(new SeparatedStem(stem.type(), file, stem.bytes()));
        }
        return stems;
    }
}
