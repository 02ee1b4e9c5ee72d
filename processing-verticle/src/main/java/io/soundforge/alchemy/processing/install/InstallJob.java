package io.soundforge.alchemy.processing.install;

import io.soundforge.alchemy.audio.inference.install.ModelRecord;
import io.soundforge.alchemy.contracts.job.JobArgs.InstallModel;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One installation. What an attempt downloaded before it was stopped or killed is continued by the next one on the same
 * models folder. The model is visible as soon as its files are; there are no rows to publish.
 */
public final class InstallJob implements JobHandler<InstallModel> {
    private static final Logger log = LoggerFactory.getLogger(InstallJob.class);

    private final InstallParts parts;
    private final WorkerExecutor pool;

    public InstallJob(InstallParts parts, WorkerExecutor pool) {
        this.parts = parts;
        this.pool = pool;
    }

    @Override
    public Future<Publication> run(JobRun run, InstallModel args) {
        return pool.executeBlocking(() -> install(run, args), false)
                .onSuccess(record -> log.atInfo()
                        .addKeyValue("model", record.model())
                        .addKeyValue("licence", record.licence())
                        .log("a model was installed"))
                .map(record -> tx -> Future.succeededFuture());
    }

    /** Reporting throws when the attempt must stop, and so ends the download. */
    private ModelRecord install(JobRun run, InstallModel args) {
        run.progress(0, "starting");
        var entry = InstallPlanning.order(args.model(), args.url(), args.sha256(), args.bytes())
                .resolve(parts.models().catalogue());
        return parts.installer().install(entry, (fraction, stage) -> run.progress(99 * fraction, stage));
    }
}
