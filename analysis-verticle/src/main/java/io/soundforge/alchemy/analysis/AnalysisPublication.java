package io.soundforge.alchemy.analysis;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outlines go to the store first, then one transaction makes them and the facts the track's. */
final class AnalysisPublication implements Publication {
    private static final Logger log = LoggerFactory.getLogger(AnalysisPublication.class);

    private final AnalysisParts parts;
    private final JobRun run;
    private final Made made;
    private final List<Asset> outlines;

    /**
     * What an analysis made.
     *
     * @param outlines finished files on the scratch disk
     */
    record Made(TrackAnalysis analysis, List<Outline> outlines) {}

    /**
     * An outline in one form.
     *
     * @param form {@code json} or {@code dat}
     */
    record Outline(String form, String contentType, Path file, long bytes, String sha256) {}

    AnalysisPublication(AnalysisParts parts, JobRun run, Made made) {
        this.parts = parts;
        this.run = run;
        this.made = made;
        this.outlines = made.outlines().stream().map(this::asset).toList();
    }

    Future<Publication> store() {
        Future<Void> stored = Future.succeededFuture();
        for (int i = 0; i < outlines.size(); i++) {
            Path file = made.outlines().get(i).file();
            String key = outlines.get(i).key();
            stored = stored.compose(before -> parts.blobs().adopt(file, key));
        }
        return stored.map(this);
    }

    @Override
    public Future<Void> publish(Tx tx) {
        return parts.catalog()
                .putAnalysis(tx, run.track(), run.job().id(), made.analysis())
                .compose(facts -> parts.catalog()
                        .waveforms()
                        .put(tx, run.track(), run.job().id(), outlines))
                .onSuccess(old -> tx.afterCommit(() -> old.forEach(this::remove)))
                .mapEmpty();
    }

    /** Removes the bytes unless they were published after all and only the answer to the commit was lost. */
    @Override
    public Future<Void> withdrawn() {
        return parts.catalog()
                .waveforms()
                .has(run.track(), run.job().id())
                .compose(published -> published ? Future.succeededFuture() : remove(outlines.get(0)));
    }

    /** Outlines are alone in their folder. What stays behind goes with the track, so a failure is told and no more. */
    private Future<Void> remove(Asset outline) {
        String folder = outline.key().substring(0, outline.key().lastIndexOf('/'));
        return parts.blobs().delete(folder).onFailure(error -> log.warn("could not remove {}", folder, error));
    }

    private Asset asset(Outline outline) {
        String name = "waveform." + outline.form();
        return new Asset(
                UUID.randomUUID(),
                run.track(),
                run.job().id(),
                AssetRole.WAVEFORM,
                name,
                outline.form(),
                AssetKeys.file(run.track(), run.attemptName(), name),
                outline.contentType(),
                outline.bytes(),
                outline.sha256(),
                made.analysis().duration());
    }
}
