package io.soundforge.alchemy.analysis;

import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns audio into facts: works on analysis jobs. */
public final class AnalysisVerticle extends VerticleBase {
    private static final int LONGEST_ANALYSIS_HOURS = 2;

    private final AnalysisParts parts;
    private @Nullable JobRunner runner;

    public AnalysisVerticle(AnalysisParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor pool = vertx.createSharedWorkerExecutor(
                "analysis", parts.runner().slots(), LONGEST_ANALYSIS_HOURS, TimeUnit.HOURS);
        JobRunner analyses = new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.ANALYZE,
                AnalyzeTrack.class,
                parts.runner(),
                new AnalysisJob(parts, pool));
        runner = analyses;
        return analyses.start();
    }

    @Override
    public Future<?> stop() {
        return runner == null ? Future.succeededFuture() : runner.stop();
    }
}
