package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.install.LocalModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy models add}. */
@Command(
        name = "add",
        description = "Install a model from a file of this machine: FILE.onnx, FILE.ort or the FILE.json of a bag, with"
                + " the files beside it that it needs. It is tried first.")
final class ModelsAddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The file stays where it is; a copy is made.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the model. Default: the file's.")
    private @Nullable String name;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Written down with the model, such as MIT.")
    private @Nullable String licence;

    @Option(names = "--json", description = "Print what was installed as a JSON object.")
    private boolean json;

    ModelsAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path absolute = surroundings.resolve(file).toAbsolutePath().normalize();
        String title = String.valueOf(name == null ? absolute.getFileName() : name);
        try (ModelRegistry models = new Tools(surroundings).models()) {
            return new Installation(surroundings, models, json)
                    .run(title, () -> LocalModel.describe(absolute, name, licence));
        }
    }
}
