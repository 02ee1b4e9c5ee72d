package io.soundforge.alchemy.contracts.job;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        Set<String> seen = new HashSet<>();
        for (Step step : steps) {
            for (String before : step.after()) {
                if (!seen.contains(before)) {
                    throw new IllegalArgumentException(
                            "step '" + step.key() + "' waits for '" + before + "', which is not before it");
                }
            }
            if (!seen.add(step.key())) {
                throw new IllegalArgumentException("two steps are called '" + step.key() + "'");
            }
        }
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
