package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Small plans for tests of the queue. */
final class Plans {
    private Plans() {}

    /** One job of kind analyze. */
    static JobPlan one() {
        return many(1);
    }

    /** Jobs of kind analyze that know nothing of each other. */
    static JobPlan many(int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step("step-" + i, new AnalyzeTrack(), Set.of()));
        }
        return new JobPlan(steps);
    }

    /** One job of kind separate. */
    static JobPlan separate() {
        return new JobPlan(List.of(new Step("separate", new SeparateTrack(SeparationOptions.defaults()), Set.of())));
    }

    /** One job of kind resolve. */
    static JobPlan resolve(String url) {
        return new JobPlan(List.of(new Step("resolve", new ResolveLink(url), Set.of())));
    }

    /** resolve → download → separate ∥ analyze. */
    static JobPlan song() {
        return ImportPlan.ofSpotifyLink("https://open.spotify.com/track/1", ImportOptions.defaults());
    }
}
