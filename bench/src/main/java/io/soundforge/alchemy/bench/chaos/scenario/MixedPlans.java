package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.Deed.Fate;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Plans of two to six steps with edges: most steps succeed after some time with progress, some only at the second or
 * third attempt, few are hopeless, and what waits for those is cancelled. Knows how each job has to end.
 */
final class MixedPlans {
    /** Kills count as attempts; here a job must not end because of them. */
    private static final int MOST_ATTEMPTS = 100;

    private final Arena arena;
    private final Random random;
    private final int longestMillis;
    private final Set<JobId> toComplete = new HashSet<>();
    private long attempts;

    MixedPlans(Arena arena, int longestMillis) {
        this.arena = arena;
        this.random = arena.random();
        this.longestMillis = longestMillis;
    }

    /** Submits plans until there are at least so many jobs more. */
    void submit(int jobs) {
        for (int added = 0; added < jobs; ) {
            List<Deed> deeds = new ArrayList<>();
            List<Step> steps = new ArrayList<>();
            int length = 2 + random.nextInt(5);
            for (int i = 0; i < length; i++) {
                Deed deed = deed();
                deeds.add(deed);
                steps.add(new Step("step-" + i, random.nextBoolean() ? deed.resolve() : deed.download(), before(i)));
            }
            remember(steps, deeds);
            added += length;
        }
        arena.ledger().change("update jobs set max_attempts = $1 where max_attempts <> $1", Tuple.of(MOST_ATTEMPTS));
    }

    private Deed deed() {
        Deed deed = Deed.lasting(20 + random.nextInt(longestMillis));
        int kind = random.nextInt(20);
        if (kind == 0) {
            return deed.ending(Fate.HOPELESS);
        }
        return kind < 5 ? deed.failing(1 + random.nextInt(2)) : deed;
    }

    private Set<String> before(int step) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < Math.min(step, 2); i++) {
            before.add("step-" + random.nextInt(step));
        }
        return before;
    }

    private void remember(List<Step> steps, List<Deed> deeds) {
        List<JobId> ids =
                arena.submit(new JobPlan(steps)).stream().map(job -> job.id()).toList();
        Map<String, Boolean> completes = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean reached = step.after().stream().allMatch(completes::get);
            boolean completed = reached && deeds.get(i).fate() == Fate.SUCCESS;
            completes.put(step.key(), completed);
            attempts += reached ? (completed ? 1 + deeds.get(i).failures() : 1) : 0;
            if (completed) {
                toComplete.add(ids.get(i));
            }
        }
    }

    /** How many attempts these jobs take when nothing comes between. */
    long attempts() {
        return attempts;
    }

    /** How many jobs ended in another way than they had to. */
    long wrongEnds() {
        UUID[] completing = toComplete.stream().map(JobId::value).toArray(UUID[]::new);
        return arena.ledger()
                .number("select count(*) from jobs where (state = 'completed') <> (id = any($1))", Tuple.of((Object)
                        completing));
    }
}
