package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a wish to a plan: [resolve →] download → separate ∥ analyse. */
public final class ImportPlan {
    private ImportPlan() {}

    /** The plan for a file or a direct audio link. */
    public static JobPlan ofSource(AudioSource source, ImportOptions options) {
        return of(null, source, options.autoProcess() ? options.separation() : null, options.autoProcess());
    }

    /** The plan for a link that first has to be understood. */
    public static JobPlan ofSpotifyLink(String url, ImportOptions options) {
        AudioSource source = AudioSource.match(url);
        return of(url, source, options.autoProcess() ? options.separation() : null, options.autoProcess());
    }

    /** The plan for a track of a music service of which enough is known to look for its audio. */
    public static JobPlan ofKnownTrack(String url, ImportOptions options) {
        return ofSource(AudioSource.match(url), options);
    }

    /**
     * The plan for a source whose processing is chosen step by step.
     *
     * @param link the link to be understood before anything is fetched; null when enough is known
     * @param separation null for none
     */
    public static JobPlan of(
            @Nullable String link, AudioSource source, @Nullable SeparationOptions separation, boolean analysis) {
        List<Step> steps = new ArrayList<>();
        if (link != null) {
            steps.add(new Step("resolve", new ResolveLink(link), Set.of()));
        }
        steps.add(new Step("download", new DownloadAudio(source), link == null ? Set.of() : Set.of("resolve")));
        if (separation != null) {
            steps.add(new Step("separate", new SeparateTrack(separation), Set.of("download")));
        }
        if (analysis) {
            steps.add(new Step("analyze", new AnalyzeTrack(), Set.of("download")));
        }
        return new JobPlan(steps);
    }
}
