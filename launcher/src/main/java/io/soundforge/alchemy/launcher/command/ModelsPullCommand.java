package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelInstaller;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy models pull}. */
@Command(name = "pull", description = "Download a model file, check it and install it as NAME.")
final class ModelsPullCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "Letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Option(names = "--url", required = true, paramLabel = "URL", description = "https:, http: or file:")
    private URI url = URI.create("");

    @Option(
            names = "--sha256",
            required = true,
            paramLabel = "HASH",
            description = "What the file's SHA-256 must be, 64 hex digits.")
    private String sha256 = "";

    @Option(names = "--size", paramLabel = "BYTES", description = "How large the file must be, if that is known.")
    private long size = ModelInstaller.UNKNOWN_SIZE;

    ModelsPullCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ModelInstaller installer = new ModelInstaller(new Tools(surroundings).modelsFolder());
        try (ProgressBar progress = ProgressBar.on(surroundings, name)) {
            installer.install(name, url, size, sha256, progress);
        } catch (AlchemyException e) {
            surroundings.err().println("alchemy: " + name + ": " + e.failure().message());
            return ExitStatus.SOME_FAILED;
        }
        surroundings.out().println(name + " is installed");
        return ExitStatus.ALL_DONE;
    }
}
