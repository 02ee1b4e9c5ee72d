package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy models list}. */
@Command(name = "list", description = "List the installed models, and those that could be installed.")
final class ModelsListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    ModelsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return list(surroundings, json);
    }

    static int list(Surroundings surroundings, boolean json) {
        try (ModelRegistry registry = new Tools(surroundings).models()) {
            List<ModelInfo> models = registry.list();
            if (json) {
                surroundings.out().println(Json.text(models));
            } else {
                models.forEach(model -> surroundings.out().println(text(model)));
            }
        }
        return ExitStatus.ALL_DONE;
    }

    private static String text(ModelInfo model) {
        String stems = model.stems().isEmpty() ? "" : " [" + String.join(", ", model.stems()) + "]";
        String hint = model.hint().isEmpty() ? "" : "\n    " + model.hint();
        String licence = model.licence().isEmpty() ? "" : " " + model.licence();
        return model.id() + " (" + state(model) + ")" + stems + licence + "\n    " + model.description() + hint;
    }

    private static String state(ModelInfo model) {
        String installed = model.installed() ? "installed" : "not installed";
        return model.isDefault() ? "default, " + installed : installed;
    }
}
