package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.ConfigException;
import io.soundforge.alchemy.launcher.config.ConfigPages;
import io.soundforge.alchemy.launcher.server.ServerStarter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** All commands together, and what becomes of their failures: one line on standard error and an exit status. */
public final class AlchemyCommandLine {
    private static final Logger LOG = LoggerFactory.getLogger(AlchemyCommandLine.class);

    private final Surroundings surroundings;
    private final CommandLine commandLine;

    /** @param starter brings the server up for {@code up} and {@code demo} */
    public AlchemyCommandLine(Surroundings surroundings, ServerStarter starter) {
        this.surroundings = surroundings;
        this.commandLine = new CommandLine(new AlchemyCommand())
                .addSubcommand(new UpCommand(surroundings, starter))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings, starter))
                .addSubcommand(new SeparateCommand(surroundings))
                .addSubcommand(new AnalyzeCommand(surroundings))
                .addSubcommand(models(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new BackupCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings))
                .addSubcommand(new ConfigCommand(surroundings))
                .addSubcommand(new TokenCommand(surroundings));
        configure();
    }

    private static CommandLine models(Surroundings surroundings) {
        return new CommandLine(new ModelsCommand(surroundings))
                .addSubcommand(new ModelsListCommand(surroundings))
                .addSubcommand(new ModelsPullCommand(surroundings))
                .addSubcommand(new ModelsAddCommand(surroundings))
                .addSubcommand(new ModelsVerifyCommand(surroundings))
                .addSubcommand(new ModelsRemoveCommand(surroundings));
    }

    private void configure() {
        commandLine
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(this::usageError)
                .setExecutionExceptionHandler((error, command, parsed) -> failure(error, command));
        commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        addHelp(commandLine);
        commandLine.getCommandSpec().versionProvider(() ->
                new String[] {"alchemy " + Build.current().version()});
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footerHeading("%nExit status: 0 all done, 1 some input failed, 2 wrong usage.%n%n"
                        + "Configuration, from the environment or a file .env:%n")
                .footer(ConfigPages.help().stream()
                        .map(line -> line.replace("%", "%%"))
                        .toArray(String[]::new));
    }

    private static void addHelp(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            command.getCommandSpec().addOption(help());
            addHelp(command);
        }
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build();
    }

    /** @return the exit status */
    public int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    private int usageError(ParameterException error, String[] arguments) {
        return usageError(error, error.getCommandLine());
    }

    private int usageError(Exception error, CommandLine command) {
        surroundings.err().println("alchemy: " + firstLine(error));
        surroundings.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.USAGE;
    }

    private int failure(Exception error, CommandLine command) {
        if (error instanceof UsageException) {
            return usageError(error, command);
        }
        LOG.debug("the command failed", error);
        if (error instanceof ConfigException config) {
            surroundings.err().println("alchemy: the configuration has mistakes:");
            config.problems().forEach(problem -> surroundings.err().println("  " + problem));
            return ExitStatus.USAGE;
        }
        surroundings.err().println("alchemy: " + sentence(error));
        return ExitStatus.SOME_FAILED;
    }

    private static String sentence(Exception error) {
        if (error instanceof LaunchException) {
            return firstLine(error);
        }
        if (error instanceof AlchemyException known) {
            return known.failure().message();
        }
        return "unexpected " + error.getClass().getSimpleName() + ": " + firstLine(error);
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
