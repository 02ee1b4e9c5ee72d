package io.soundforge.alchemy.gateway.jobs;

import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.PathIds;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET} and {@code DELETE /api/jobs/{id}}: look at a job, cancel it. */
public final class JobRoutes {
    private final JobStore jobs;

    public JobRoutes(GatewayParts parts) {
        this.jobs = parts.jobs();
    }

    public void mount(Router router) {
        router.get("/api/jobs/:jobId")
                .handler(context ->
                        JsonAnswer.send(context, 200, find(context).map(JobSummary::of)));
        router.delete("/api/jobs/:jobId")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        find(context)
                                .compose(job -> jobs.cancel(job.id()))
                                .map(JobSummary::of)));
    }

    private Future<Job> find(RoutingContext context) {
        JobId id = PathIds.job(context);
        return jobs.find(id).map(found -> found.filter(job -> AccessPolicy.mayAccess(Callers.owner(context), job.owner()))
                .orElseThrow(() -> new AlchemyException(ErrorCode.NOT_FOUND, "there is no job " + id)));
    }
}
