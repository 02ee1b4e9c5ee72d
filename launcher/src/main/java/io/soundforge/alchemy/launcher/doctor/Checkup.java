package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import io.soundforge.alchemy.launcher.mesh.ProviderPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is looked at for one installation.
 */
public final class Checkup {
    /** Opening a large model takes most of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Settings settings;
    private final DataFolder folder;
    private final List<Path> searchPath;

    private Checkup(Settings settings, DataFolder folder, List<Path> searchPath) {
        this.settings = settings;
        this.folder = folder;
        this.searchPath = searchPath;
    }

    /**
     * Reads the configuration; mistakes in it are findings.
     *
     * @param environment variables without those of {@code .env}
     * @param dotEnv need not exist
     * @param port as {@code --port}; null if it was not given
     */
    public static Checkup of(
            Map<String, String> environment,
            Path dotEnv,
            DataFolderChoice choice,
            @Nullable Integer port,
            List<Path> searchPath) {
        Settings settings = Settings.read(environment, dotEnv);
        AlchemyConfig config = settings.config();
        Settings used = port == null ? settings : settings.with(config.onPort(port));
        return new Checkup(used, choice.among(settings.variables()), List.copyOf(searchPath));
    }

    /** Chooses the data folder, which variables may name. */
    @FunctionalInterface
    public interface DataFolderChoice {
        DataFolder among(Map<String, String> variables);
    }

    /** Looks at everything; takes seconds, and minutes with large models. */
    public List<Finding> findings() {
        return new Doctor(PATIENCE).examine(checks());
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new ConfigurationCheck(settings));
        checks.add(JavaCheck.ofThisProcess());
        checks.add(memory());
        checks.add(new RunningServerCheck(folder));
        checks.addAll(PortCheck.of(settings.config(), DataFolderLock.isHeld(folder)));
        checks.addAll(folders());
        checks.add(new StorageCheck(settings.config().hosting().store()));
        checks.add(new FfmpegCheck(settings.config().media().ffmpeg(), searchPath, folder.tools()));
        checks.add(database());
        checks.add(redis());
        checks.add(new SpotifyCheck(settings.config().spotify()));
        checks.add(new ProvidersCheck(ProviderPaths.of(
                settings.config().sources(), searchPath, folder.root().resolve("providers"))));
        checks.add(new ModelsCheck(
                models(),
                settings.config().media().defaultModel(),
                settings.config().media().sessions()));
        return checks;
    }

    private MemoryCheck memory() {
        try (ModelRegistry registry =
                new ModelRegistry(models(), settings.config().media().defaultModel())) {
            String model = registry.defaultName();
            Path file = models().resolve(model + ".onnx");
            return MemoryCheck.ofThisProcess(
                    model, Files.isRegularFile(file) ? file.toFile().length() : 0);
        }
    }

    private List<Check> folders() {
        return List.of(
                new FolderCheck("data-folder", "ALCHEMY_HOME", folder.root()),
                new FolderCheck("audio-folder", "AUDIO_DATA_PATH", audio()),
                new FolderCheck("models-folder", "MODELS_DIR", models()),
                DiskCheck.of("disk", audio()),
                new SegmentsCheck(
                        audio().resolve("shared/segments"),
                        settings.config().media().segmentBudget()));
    }

    private Check database() {
        String url = settings.config().databases().databaseUrl();
        return url == null
                ? new BundledDatabaseCheck(folder)
                : new OwnDatabaseCheck(settings.config().hosting().database().config(url, 1));
    }

    private Check redis() {
        String url = settings.config().databases().redisUrl();
        return url == null ? new BundledRedisCheck() : new RedisCheck(url);
    }

    private Path audio() {
        Path configured = settings.config().folders().audio();
        return configured == null ? folder.audio() : configured.toAbsolutePath();
    }

    private Path models() {
        Path configured = settings.config().folders().models();
        return configured == null ? folder.models() : configured.toAbsolutePath();
    }
}
