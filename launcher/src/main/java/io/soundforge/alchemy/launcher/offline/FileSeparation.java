package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.audio.separation.SeparatedStem;
import io.soundforge.alchemy.audio.separation.SeparationResult;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** From an audio file to stems in a folder of their own. */
public final class FileSeparation {
    private final Studio studio;
    private final SeparationSetup setup;
    private final Path out;

    /**
     * @param out made if absent; also holds the intermediate files while the work goes on
     */
    public FileSeparation(Studio studio, SeparationSetup setup, Path out) {
        this.studio = studio;
        this.setup = setup;
        this.out = out;
    }

    /**
     * What became of one file.
     *
     * @param folder that holds the stems
     * @param separation the stems, where they are now, and how they came about
     */
    public record Result(Path folder, SeparationResult separation) {}

    /**
     * Separates one file into {@code <out>/<folder>}. The folder is touched when all stems are finished, not before.
     *
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException as {@link Studio#separate} throws it
     */
    public Result run(InputFile file, String folder, Progress progress) throws IOException {
        try (WorkFolder work = WorkFolder.in(out)) {
            SeparationResult result = studio.separate(file.path(), setup, work.path(), progress);
            Path target = out.resolve(folder);
            return new Result(target, result.withStems(moved(result, target)));
        }
    }

    private static List<SeparatedStem> moved(SeparationResult result, Path target) throws IOException {
        Files.createDirectories(target);
        List<SeparatedStem> stems = new ArrayList<>();
        for (SeparatedStem stem : result.stems()) {
            Path file = target.resolve(stem.file().getFileName());
            Files.move(stem.file(), file, StandardCopyOption.REPLACE_EXISTING);
            stems.add(stem.at(file));
        }
        return stems;
    }
}
