package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.idempotency.AnswerStore;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.uploads.UploadStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what killed processes and cancelled jobs leave in the scratch space: attempts and resumable work of jobs
 * that are over, stems that could be heard while they were made, and uploads that nobody finished in time. Folders there
 * are named by a job's id or by the upload's. Answers that were kept for their day, and audit entries that were kept for
 * theirs, go too.
 */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration UNTOUCHED = Duration.ofMinutes(10);
    private static final int ID_LENGTH = 36;

    private final Vertx vertx;
    private final JobStore jobs;
    private final BlobStore blobs;
    private final AnswerStore answers;
    private final UploadStore uploads;
    private final AuditLog audit;
    private final Duration auditKept;

    /** @param auditKept zero for ever */
    Housekeeping(
            Vertx vertx,
            JobStore jobs,
            BlobStore blobs,
            AnswerStore answers,
            UploadStore uploads,
            AuditLog audit,
            Duration auditKept) {
        this.vertx = vertx;
        this.jobs = jobs;
        this.blobs = blobs;
        this.answers = answers;
        this.uploads = uploads;
        this.audit = audit;
        this.auditKept = auditKept;
    }

    void start() {
        sweep();
        vertx.setPeriodic(PERIOD.toMillis(), tick -> sweep());
    }

    private void sweep() {
        Future.succeededFuture()
                .compose(start -> uploads.removeExpired())
                .compose(removed -> Future.all(jobs.unfinished(), uploads.liveFolders()))
                .compose(live -> {
                    Set<JobId> unfinished = live.resultAt(0);
                    Set<String> arriving = live.resultAt(1);
                    return blobs.sweep(name -> arriving.contains(name) || belongsTo(unfinished, name), UNTOUCHED);
                })
                .onFailure(error -> log.warn("scratch space not swept, next try in ten minutes", error));
        Future.succeededFuture()
                .compose(start -> answers.prune())
                .onFailure(error -> log.warn("old answers not removed, next try in ten minutes", error));
        if (!auditKept.isZero()) {
            Future.succeededFuture()
                    .compose(start -> audit.prune(auditKept))
                    .onFailure(error -> log.warn("old audit entries not removed, next try in ten minutes", error));
        }
    }

    static boolean belongsTo(Set<JobId> jobs, String name) {
        if (name.length() < ID_LENGTH) {
            return false;
        }
        String id = name.substring(0, ID_LENGTH);
        return jobs.stream().anyMatch(job -> job.toString().equals(id));
    }
}
