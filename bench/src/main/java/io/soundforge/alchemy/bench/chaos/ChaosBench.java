package io.soundforge.alchemy.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kills, stops and confuses real worker processes, PostgreSQL and Redis while jobs run, and counts"
                + " what became of the jobs. Ends with 1 when a promise is broken.")
public final class ChaosBench implements Callable<Integer> {
    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of plans, victims and moments. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--quick", description = "Small sizes.")
    private boolean quick;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "Only this one; may be repeated: once, kills, recovery, pause, servers, clocks, wishes, cancels,"
                            + " poison, untold, stop, soak.")
    private List<String> scenarios = List.of();

    @Option(names = "--workers", description = "Worker processes where a crowd is wanted.")
    private @Nullable Integer workers;

    @Option(names = "--jobs", description = "Jobs that do nothing.")
    private @Nullable Integer nothings;

    @Option(names = "--mixed", description = "Jobs in plans with edges, retries and progress.")
    private @Nullable Integer mixed;

    @Option(names = "--kills", description = "Workers that are killed.")
    private @Nullable Integer kills;

    @Option(
            names = "--finished",
            defaultValue = "200000",
            description = "Jobs that ended long ago, for the soak. Default: ${DEFAULT-VALUE}.")
    private int finished = 200_000;

    @Option(names = "--work", paramLabel = "DIR", description = "For the servers' data. Default: the temp folder.")
    private @Nullable Path work;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Sizes sizes = sizes();
        List<Scenario> chosen = Stream.concat(
                        Scenarios.all().stream().filter(scenario -> scenarios.isEmpty() || named(scenario)),
                        Scenarios.onRequest().stream().filter(this::named))
                .toList();
        Path folder = work == null
                ? Files.createTempDirectory("alchemy-chaos")
                : Files.createTempDirectory(Files.createDirectories(work), "chaos");
        boolean kept = true;
        System.out.println(Result.HEADING);
        try (Arena arena = new Arena(folder, seed)) {
            for (Scenario scenario : chosen) {
                Result result = Scenarios.play(scenario, arena, sizes);
                System.out.println(result.line());
                kept &= result.broken().isEmpty();
            }
        } finally {
            delete(folder);
        }
        return kept ? 0 : 1;
    }

    private boolean named(Scenario scenario) {
        return scenarios.contains(scenario.name());
    }

    private Sizes sizes() {
        Sizes base = quick ? Sizes.quick() : Sizes.full();
        return new Sizes(
                workers == null ? base.workers() : workers,
                nothings == null ? base.nothings() : nothings,
                mixed == null ? base.mixed() : mixed,
                kills == null ? base.kills() : kills,
                base.wishes(),
                finished,
                base.lease(),
                base.patience());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
