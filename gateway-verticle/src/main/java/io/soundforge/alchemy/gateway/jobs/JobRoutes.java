package io.soundforge.alchemy.gateway.jobs;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.jobs.JobDetail;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/jobs/{id}}: {@code GET} looks at a job, {@code DELETE} cancels it, {@code POST …/retry} tries it again. */
public final class JobRoutes {
    private final JobStore jobs;
    private final JobReader reader;

    public JobRoutes(GatewayParts parts) {
        this.jobs = parts.jobs();
        this.reader = new JobReader(parts.database());
    }

    public void mount(Router router) {
        router.get("/api/jobs/:jobId")
                .handler(
                        context -> JsonAnswer.send(context, 200, detail(context).map(JobAnswer::of)));
        router.delete("/api/jobs/:jobId")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        find(context).compose(job -> jobs.cancel(job.id())).map(JobSummary::of)));
        router.post("/api/jobs/:jobId/retry")
                .handler(context -> JsonAnswer.send(
                        context,
                        202,
                        find(context).compose(job -> jobs.retry(job.id())).map(JobSummary::of)));
    }

    private Future<JobDetail> detail(RoutingContext context) {
        JobId id = PathIds.job(context);
        return reader.detail(id)
                .map(found -> found.filter(job -> AccessPolicy.mayAccess(Callers.owner(context), job.owner()))
                        .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no job " + id)));
    }

    private Future<Job> find(RoutingContext context) {
        JobId id = PathIds.job(context);
        return jobs.find(id)
                .map(found -> found.filter(job -> AccessPolicy.mayAccess(Callers.owner(context), job.owner()))
                        .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no job " + id)));
    }
}
