package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ConfigReader;
import io.soundforge.alchemy.launcher.data.DataFolder;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the world around it.
 *
 * @param environment variables by name, without those of {@code .env}
 * @param terminal whether a person looks at {@code err}
 */
public record Surroundings(
        Map<String, String> environment,
        Path workingFolder,
        Path home,
        String os,
        PrintStream out,
        PrintStream err,
        boolean terminal) {
    /** Set by the launcher script, because Java cannot see whether standard error is a terminal. */
    private static final String TERMINAL = "alchemy.terminal";

    /** The real ones; text is UTF-8 whatever the locale. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(""),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean(TERMINAL));
    }

    /** Environment and {@code .env} together. */
    Map<String, String> variables() {
        return ConfigReader.variables(environment, workingFolder.resolve(".env"));
    }

    AlchemyConfig config() {
        return ConfigReader.read(variables());
    }

    /** @param option the value of {@code --data} */
    DataFolder dataFolder(@Nullable Path option) {
        return DataFolder.choose(option, variables(), home, os);
    }

    /** Where {@code demo} works: beside a server's data folder, so that both can run at once. */
    DataFolder demoFolder(@Nullable Path option) {
        return option == null ? new DataFolder(dataFolder(null).root().resolve("demo")) : dataFolder(option);
    }

    /** A path of the command line. */
    Path resolve(Path path) {
        return workingFolder.resolve(path);
    }

    /** The folders of the PATH. */
    List<Path> searchPath() {
        String path = environment.getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }
}
