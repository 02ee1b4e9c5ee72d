package io.soundforge.alchemy.contracts.job;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A graph of jobs: a step may start when all steps named in its {@code after} have completed.
 *
 * @param steps in an order in which every step comes behind those it waits for, so that a plan has no cycle
 */
public record JobPlan(List<Step> steps) {
    public JobPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one step");
        }
        Set<String> known = steps.stream().map(Step::key).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Step step : steps) {
            step.after().stream()
                    .filter(before -> !seen.contains(before))
                    .findAny()
                    .ifPresent(before -> refuse(step, before, known));
            if (!seen.add(step.key())) {
                throw new IllegalArgumentException("two steps are called '" + step.key() + "'");
            }
        }
    }

    private static void refuse(Step step, String before, Set<String> known) {
        String waits = "step '" + step.key() + "' waits for '" + before + "', ";
        throw new IllegalArgumentException(
                known.contains(before)
                        ? waits + "which does not come before it: a plan has no cycles, and its steps are in order"
                        : waits + "but the plan has no such step; it has " + new TreeSet<>(known));
    }

    /**
     * @param key names the step within its plan
     * @param after keys of the steps it waits for
     */
    public record Step(String key, JobArgs args, Set<String> after) {
        public Step {
            after = Set.copyOf(after);
        }
    }
}
