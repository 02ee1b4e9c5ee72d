package io.soundforge.alchemy.processing;

import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.processing.separation.SeparationJob;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns audio into audio: works on separation jobs and says which models there are. */
public final class ProcessingVerticle extends VerticleBase {
    private static final int LONGEST_SEPARATION_HOURS = 24;

    private final ProcessingParts parts;
    private @Nullable JobRunner runner;

    public ProcessingVerticle(ProcessingParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor pool = vertx.createSharedWorkerExecutor(
                "separation", parts.runner().slots(), LONGEST_SEPARATION_HOURS, TimeUnit.HOURS);
        WorkerExecutor lookups = vertx.createSharedWorkerExecutor("models", 1);
        JobRunner separations = new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.SEPARATE,
                SeparateTrack.class,
                parts.runner(),
                new SeparationJob(parts, pool));
        runner = separations;
        return parts.bus()
                .answer(ListModels.LIST_MODELS, question -> lookups.executeBlocking(this::models, false))
                .compose(listening -> separations.start());
    }

    @Override
    public Future<?> stop() {
        return runner == null ? Future.succeededFuture() : runner.stop();
    }

    private ListModels.Answer models() {
        return new ListModels.Answer(parts.models().list());
    }
}
