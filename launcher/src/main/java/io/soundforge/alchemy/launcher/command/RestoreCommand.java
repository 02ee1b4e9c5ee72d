package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.backup.Holdings;
import io.soundforge.alchemy.launcher.backup.RestoreRun;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.platform.backup.BackupSummary;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy restore}. */
@Command(
        name = "restore",
        description = {
            "Put a backup into an empty data folder, or into an empty database if DATABASE_URL is set.",
            "The file is checked first; if anything fails, nothing stays behind."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE.zip", description = "Written by 'alchemy backup' of this release or an older one.")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. Default: ALCHEMY_HOME, else a per-user folder.")
    private @Nullable Path data;

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AlchemyConfig config = surroundings.config();
        Logging.forCommand(Tools.level(config));
        DataFolder folder = surroundings.dataFolder(data);
        Path source = surroundings.resolve(Objects.requireNonNull(file));
        BackupSummary summary = new RestoreRun(Holdings.of(config, folder)).from(source);
        surroundings.out().println("Restored into " + folder.root() + ": " + BackupText.of(summary));
        return ExitStatus.ALL_DONE;
    }
}
