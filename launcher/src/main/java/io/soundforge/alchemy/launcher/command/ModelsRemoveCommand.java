package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.install.ModelRemover;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy models remove}. */
@Command(
        name = "remove",
        description = "Delete a model with all its files that no other model needs, and what is left of an unfinished"
                + " download of it.")
final class ModelsRemoveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "An installed model, not the built-in one.")
    private String name = "";

    @Option(names = "--json", description = "Print the names of the deleted files as a JSON array.")
    private boolean json;

    ModelsRemoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Tools tools = new Tools(surroundings);
        try (ModelRegistry models = tools.models()) {
            List<String> removed = new ModelRemover(tools.modelsFolder(), models).remove(name);
            surroundings.out().println(json ? Json.text(removed) : name + " is removed" + list(removed));
            return ExitStatus.ALL_DONE;
        } catch (AlchemyException e) {
            surroundings.err().println("alchemy: " + name + ": " + e.failure().message());
            return ExitStatus.SOME_FAILED;
        }
    }

    private static String list(List<String> removed) {
        return removed.isEmpty() ? "" : ": " + String.join(", ", removed);
    }
}
