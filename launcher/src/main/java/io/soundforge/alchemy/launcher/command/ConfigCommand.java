package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.config.ConfigPages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy config}. */
@Command(name = "config", description = "List every configuration key.")
final class ConfigCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--markdown", description = "As docs/configuration.md has it.")
    private boolean markdown;

    @Option(names = "--env", description = "As .env.example has it.")
    private boolean env;

    ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (markdown) {
            surroundings.out().print(ConfigPages.markdown());
        } else if (env) {
            surroundings.out().print(ConfigPages.example());
        } else {
            ConfigPages.help().forEach(surroundings.out()::println);
        }
        return ExitStatus.ALL_DONE;
    }
}
