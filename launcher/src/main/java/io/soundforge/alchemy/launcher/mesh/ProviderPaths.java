package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.download.ProviderSettings;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.server.ServerPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what the operator configured to what providers of songs are told: programs are looked for on the PATH. */
public final class ProviderPaths {
    private ProviderPaths() {}

    static ProviderSettings of(ServerPlan plan) {
        return of(
                plan.config().sources(), plan.searchPath(), plan.folder().root().resolve("providers"));
    }

    /** @param state folder for what providers keep over restarts */
    public static ProviderSettings of(AlchemyConfig.Sources sources, List<Path> searchPath, Path state) {
        List<String> named = sources.downloads().providers();
        Path ytDlp = program(sources.ytDlp(), "yt-dlp", searchPath);
        Path spotdl = sources.spotdl() != null || named.contains("spotdl")
                ? program(sources.spotdl(), "spotdl", searchPath)
                : null;
        return new ProviderSettings(
                order(named),
                absolute(sources.library()),
                state.toAbsolutePath(),
                ytDlp,
                absolute(sources.youtubeCookies()),
                spotdl,
                command(sources.downloads().command(), searchPath),
                sources.downloads().rates());
    }

    private static List<String> order(List<String> named) {
        if (named.equals(List.of("none"))) {
            return List.of();
        }
        return named.isEmpty() ? ProviderSettings.NAMES : named;
    }

    private static @Nullable Path program(@Nullable Path configured, String name, List<Path> searchPath) {
        return configured != null && configured.getNameCount() > 1
                ? configured.toAbsolutePath()
                : onPath(configured == null ? name : configured.toString(), searchPath);
    }

    private static @Nullable Path onPath(String name, List<Path> searchPath) {
        return searchPath.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Path::toAbsolutePath)
                .orElse(null);
    }

    private static List<String> command(List<String> words, List<Path> searchPath) {
        if (words.isEmpty()) {
            return words;
        }
        Path program = program(Path.of(words.get(0)), words.get(0), searchPath);
        List<String> resolved = new ArrayList<>(words);
        resolved.set(0, program == null ? words.get(0) : program.toString());
        return resolved;
    }

    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().normalize();
    }
}
