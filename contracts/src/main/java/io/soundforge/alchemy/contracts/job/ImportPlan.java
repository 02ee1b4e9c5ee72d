package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From a wish to a plan: [resolve →] download → separate ∥ analyse. */
public final class ImportPlan {
    private ImportPlan() {}

    /** The plan for a file or a direct audio link. */
    public static JobPlan ofSource(AudioSource source, ImportOptions options) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("download", new DownloadAudio(source), Set.of()));
        addProcessing(steps, options);
        return new JobPlan(steps);
    }

    /** The plan for a link that first has to be understood. */
    public static JobPlan ofSpotifyLink(String url, ImportOptions options) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("resolve", new ResolveLink(url), Set.of()));
        steps.add(new Step("download", new DownloadAudio(AudioSource.match(url)), Set.of("resolve")));
        addProcessing(steps, options);
        return new JobPlan(steps);
    }

    private static void addProcessing(List<Step> steps, ImportOptions options) {
        if (options.autoProcess()) {
            steps.add(new Step("separate", new SeparateTrack(options.separation()), Set.of("download")));
            steps.add(new Step("analyze", new AnalyzeTrack(), Set.of("download")));
        }
    }
}
