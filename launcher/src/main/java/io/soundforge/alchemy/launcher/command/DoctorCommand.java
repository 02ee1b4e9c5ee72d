package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.Logging;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.doctor.Checkup;
import io.soundforge.alchemy.launcher.doctor.Finding;
import io.soundforge.alchemy.launcher.doctor.FindingText;
import io.soundforge.alchemy.launcher.doctor.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check this machine and the configuration, and say what to do. Changes nothing.",
            "Exit status 1 if something would keep a server from working."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Check as for 'up --port PORT'.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. Default: ALCHEMY_HOME, else a per-user folder.")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print an array of {check, status, found, action}.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new UsageException("--port must be a number from 0 to 65535; got " + port);
        }
        Logging.forCommand("error"); // what is wrong is told as findings
        List<Finding> findings = findings();
        surroundings.out().println(json ? Json.text(FindingText.json(findings)) : FindingText.of(findings));
        boolean healthy = findings.stream().noneMatch(finding -> finding.status() == Status.PROBLEM);
        return healthy ? ExitStatus.ALL_DONE : ExitStatus.SOME_FAILED;
    }

    private List<Finding> findings() {
        return Checkup.of(
                        surroundings.environment(),
                        surroundings.resolve(Path.of(".env")),
                        variables -> DataFolder.choose(data, variables, surroundings.home(), surroundings.os()),
                        port,
                        surroundings.searchPath())
                .findings();
    }
}
