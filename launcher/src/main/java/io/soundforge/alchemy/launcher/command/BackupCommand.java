package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.backup.BackupRun;
import io.soundforge.alchemy.launcher.backup.Holdings;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.platform.backup.BackupSummary;
import io.soundforge.alchemy.platform.storage.StorageConfig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy backup}. */
@Command(
        name = "backup",
        description = {
            "Write all rows and all audio into one file. A server may run meanwhile.",
            "Models, logs and Redis, which holds only what is rebuilt by itself, are left out."
        })
final class BackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE.zip", description = "Must not exist yet.")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. Default: ALCHEMY_HOME, else a per-user folder.")
    private @Nullable Path data;

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AlchemyConfig config = surroundings.config();
        Logging.forCommand(Tools.level(config));
        Path target = surroundings.resolve(Objects.requireNonNull(file));
        BackupSummary summary = new BackupRun(Holdings.of(config, surroundings.dataFolder(data))).into(target);
        surroundings.out().println("Backup " + target + ": " + BackupText.of(summary));
        if (config.hosting().store().kind() != StorageConfig.Kind.LOCAL) {
            surroundings
                    .err()
                    .println("Files in the bucket are not part of it: back that up by its own means"
                            + " (versioning, replication).");
            return ExitStatus.ALL_DONE;
        }
        summary.warnings().forEach(warning -> surroundings.err().println("Warning: " + warning));
        return summary.warnings().isEmpty() ? ExitStatus.ALL_DONE : ExitStatus.SOME_FAILED;
    }
}
