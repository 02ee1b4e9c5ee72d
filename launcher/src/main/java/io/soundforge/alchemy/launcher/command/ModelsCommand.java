package io.soundforge.alchemy.launcher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy models}: {@link ModelsListCommand} unless a subcommand is named. */
@Command(
        name = "models",
        description = "List, install, check and remove separation models. Without a subcommand: list.")
final class ModelsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print the list as a JSON array.")
    private boolean json;

    ModelsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return ModelsListCommand.list(surroundings, json);
    }
}
