package io.soundforge.alchemy.processing;

import io.soundforge.alchemy.audio.separation.SegmentShelf;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobArgs.InstallModel;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.PlanInstall;
import io.soundforge.alchemy.platform.catalog.WorkFolders;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.processing.export.ExportJob;
import io.soundforge.alchemy.processing.install.InstallJob;
import io.soundforge.alchemy.processing.install.InstallParts;
import io.soundforge.alchemy.processing.install.InstallPlanning;
import io.soundforge.alchemy.processing.separation.Assistance;
import io.soundforge.alchemy.processing.separation.SeparationJob;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Turns audio into audio: works on separations and exports, installs models, and says which there are. */
public final class ProcessingVerticle extends VerticleBase {
    private static final int LONGEST_JOB_HOURS = 24;

    private final ProcessingParts parts;
    private final InstallParts installs;
    private @Nullable JobRunner separations;
    private @Nullable JobRunner exports;
    private @Nullable JobRunner installations;
    private @Nullable Assistance assistance;

    public ProcessingVerticle(ProcessingParts parts, InstallParts installs) {
        this.parts = parts;
        this.installs = installs;
    }

    @Override
    public Future<?> start() {
        WorkerExecutor lookups = vertx.createSharedWorkerExecutor("models", 1);
        InstallPlanning planning = new InstallPlanning(installs);
        return parts.bus()
                .answer(ListModels.LIST_MODELS, question -> lookups.executeBlocking(this::models, false))
                .compose(listening -> parts.bus()
                        .answer(
                                PlanInstall.PLAN_INSTALL,
                                question -> lookups.executeBlocking(() -> planning.answer(question), false)))
                .compose(listening -> parts.blobs().shared(WorkFolders.SEGMENTS))
                .compose(
                        folder -> work(new SegmentShelf(folder, parts.segments().budget())));
    }

    private Future<Void> work(SegmentShelf shelf) {
        WorkerExecutor separationPool = pool("separation", parts.runner());
        SeparationJob separation = new SeparationJob(parts, shelf, separationPool);
        JobRunner separating = separations(separation);
        JobRunner exporting = exports();
        JobRunner installing = installations();
        separations = separating;
        exports = exporting;
        installations = installing;
        if (parts.segments().assist()) {
            Assistance helping = new Assistance(vertx, separationPool, parts, shelf, separation::idle);
            assistance = helping;
            helping.start();
        }
        return separating.start().compose(started -> exporting.start()).compose(started -> installing.start());
    }

    @Override
    public Future<?> stop() {
        if (assistance != null) {
            assistance.stop();
        }
        return Future.join(stopped(separations), stopped(exports), stopped(installations));
    }

    private static Future<Void> stopped(@Nullable JobRunner runner) {
        return runner == null ? Future.succeededFuture() : runner.stop();
    }

    private JobRunner separations(SeparationJob separation) {
        return new JobRunner(
                vertx, parts.jobs(), parts.bus(), JobKind.SEPARATE, SeparateTrack.class, parts.runner(), separation);
    }

    private JobRunner exports() {
        return new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.EXPORT,
                ExportStems.class,
                parts.exports(),
                new ExportJob(parts, pool("export", parts.exports())));
    }

    private JobRunner installations() {
        return new JobRunner(
                vertx,
                parts.jobs(),
                parts.bus(),
                JobKind.INSTALL,
                InstallModel.class,
                installs.runner(),
                new InstallJob(installs, pool("install", installs.runner())));
    }

    private WorkerExecutor pool(String name, RunnerConfig runner) {
        return vertx.createSharedWorkerExecutor(name, runner.slots(), LONGEST_JOB_HOURS, TimeUnit.HOURS);
    }

    private ListModels.Answer models() {
        return new ListModels.Answer(parts.models().list());
    }
}
