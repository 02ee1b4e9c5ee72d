package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Kills;
import io.soundforge.alchemy.bench.chaos.Ledger;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two workers whose clocks are ten minutes ahead and behind (libfaketime). Nobody takes a living worker's jobs, however
 * late it seems to be; a dead one's are taken as soon as ever.
 */
public final class SkewedClock implements Scenario {
    private static final int SLOTS = 3;
    private static final Duration SKEW = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int MILLIS = 2000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Path> LIBRARIES =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/opt/homebrew/lib"));

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) throws IOException {
        Optional<Path> library = library();
        if (library.isEmpty()) {
            report.leaveOut("libfaketime is not installed");
            return;
        }
        WorkerProcess ahead = skewed(arena, library.get(), "ahead", "+");
        WorkerProcess behind = skewed(arena, library.get(), "behind", "-");
        checkSkew(report, ahead, Duration.ofMinutes(9));
        checkSkew(report, behind, Duration.ofMinutes(-9));
        int jobs = 4 * SLOTS;
        for (int i = 0; i < jobs; i++) {
            arena.submit(Deed.lasting(MILLIS));
        }
        arena.until(sizes.patience(), () -> arena.ledger().unfinished() == 0);
        Ledger.Count count = arena.ledger().count(arena.accepted());
        report.promise(
                count.claims() == jobs,
                "no lease is taken early, but " + jobs + " jobs had " + count.claims() + " claims");

        arena.submit(Deed.lasting(MILLIS));
        arena.submit(Deed.lasting(MILLIS));
        Kills kills = new Kills(arena.ledger(), report);
        arena.until(sizes.patience(), () -> holds(arena, ahead) || holds(arena, behind));
        WorkerProcess victim = holds(arena, ahead) ? ahead : behind;
        kills.kill(victim);
        arena.until(sizes.patience(), () -> kills.recovered() && arena.ledger().unfinished() == 0);
        report.note("the clocks are 10 min ahead and behind; the one " + victim.name() + " was killed");
    }

    private static boolean holds(Arena arena, WorkerProcess worker) {
        return !arena.ledger().heldBy(worker.name()).isEmpty();
    }

    private static WorkerProcess skewed(Arena arena, Path library, String name, String sign) {
        // The monotonic clock goes with it, by as much: with that alone left as it is, timed waits return at once.
        Map<String, String> environment =
                Map.of("LD_PRELOAD", library.toString(), "FAKETIME", sign + SKEW.toMinutes() + "m");
        return arena.worker(name, SLOTS, POLL, LEASE, environment);
    }

    private static void checkSkew(Report report, WorkerProcess worker, Duration least) {
        Duration skew = Duration.between(Instant.now(), worker.awaitReady());
        boolean skewed = least.isNegative() ? skew.compareTo(least) < 0 : skew.compareTo(least) > 0;
        report.promise(skewed, "the clock is " + least.toMinutes() + " min off, but it is " + skew.toSeconds() + " s");
    }

    private static Optional<Path> library() throws IOException {
        for (Path folder : LIBRARIES.stream().filter(Files::isDirectory).toList()) {
            try (Stream<Path> files =
                    Files.find(folder, 3, (file, attributes) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
