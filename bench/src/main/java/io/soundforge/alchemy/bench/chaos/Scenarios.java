package io.soundforge.alchemy.bench.chaos;

import io.soundforge.alchemy.bench.chaos.scenario.Cancels;
import io.soundforge.alchemy.bench.chaos.scenario.Flood;
import io.soundforge.alchemy.bench.chaos.scenario.OnceEach;
import io.soundforge.alchemy.bench.chaos.scenario.Paused;
import io.soundforge.alchemy.bench.chaos.scenario.Poison;
import io.soundforge.alchemy.bench.chaos.scenario.PoliteStop;
import io.soundforge.alchemy.bench.chaos.scenario.RandomKills;
import io.soundforge.alchemy.bench.chaos.scenario.Recovery;
import io.soundforge.alchemy.bench.chaos.scenario.SameWish;
import io.soundforge.alchemy.bench.chaos.scenario.ServerRestarts;
import io.soundforge.alchemy.bench.chaos.scenario.SkewedClock;
import io.soundforge.alchemy.bench.chaos.scenario.Soak;
import io.soundforge.alchemy.bench.chaos.scenario.Untold;
import java.time.Duration;
import java.util.List;

/** All ways to make trouble, and how one is played. */
final class Scenarios {
    private Scenarios() {}

    /** In the order in which they are played. */
    static List<Scenario> all() {
        return List.of(
                new OnceEach(),
                new RandomKills(),
                new Recovery(),
                new Paused(),
                new ServerRestarts(),
                new SkewedClock(),
                new SameWish(),
                new Cancels(),
                new Poison(),
                new Untold(),
                new PoliteStop());
    }

    /** Those that are played only when they are named, or when their sizes are. */
    static List<Scenario> onRequest() {
        return List.of(new Flood(), new Soak());
    }

    /** Plays one on empty tables, counts, and ends its workers. */
    static Result play(Scenario scenario, Arena arena, Sizes sizes) {
        Report report = new Report();
        long start = System.nanoTime();
        try {
            scenario.play(arena, sizes, report);
        } catch (Exception e) {
            report.promise(false, "the scenario comes to its end, but " + e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Ledger.Count count = arena.ledger().count(arena.accepted());
        Result result = Result.of(scenario.name(), count, arena.accepted().size(), report, took);
        arena.clear();
        return result;
    }
}
