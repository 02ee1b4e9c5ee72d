package io.soundforge.alchemy.gateway.models;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.InstallModel;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.contracts.model.PlanInstall;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.idempotency.OncePerKey;
import io.soundforge.alchemy.gateway.openapi.DescribedBody;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/models}: the separation models, as a bare array; {@code POST …/download} installs one. */
public final class ModelRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_JSON_BYTES = 4 * 1024;
    private static final int SHOWN = 80;

    private final Bus bus;
    private final Database database;
    private final JobStore jobs;
    private final String version;
    private final OncePerKey once;

    public ModelRoutes(GatewayParts parts) {
        this.bus = parts.bus();
        this.database = parts.database();
        this.jobs = parts.jobs();
        this.version = parts.config().version();
        this.once = new OncePerKey(parts);
    }

    /** @param body a record */
    private record Answer(int status, Object body) {}

    /** The answer to a download that there is nothing left to do for. */
    record Downloaded(boolean success, String message) {}

    /**
     * The answer to one that has begun.
     *
     * @param jobUrl tells how far it is; DELETE stops it
     */
    record Accepted(boolean success, String message, String model, String jobId, String status, String jobUrl) {}

    public void mount(Router router) {
        for (String path : List.of("/api/models", "/api/process/models")) {
            router.get(path).handler(context -> JsonAnswer.send(context, 200, models().map(this::views)));
            DescribedBody.take(router.post(path + "/download").consumes("application/json"), MAX_JSON_BYTES)
                    .handler(once)
                    .handler(this::download);
        }
    }

    private Future<List<ModelInfo>> models() {
        return bus.ask(ListModels.LIST_MODELS, new ListModels(), PATIENCE).map(ListModels.Answer::models);
    }

    private List<ModelView> views(List<ModelInfo> models) {
        return models.stream().map(model -> ModelView.of(model, version)).toList();
    }

    private void download(RoutingContext context) {
        DownloadRequest request = DownloadRequest.read(context.body().buffer());
        models().compose(models -> install(request, models))
                .onSuccess(answer -> JsonAnswer.send(context, answer.status(), answer.body()))
                .onFailure(context::fail);
    }

    private Future<Answer> install(DownloadRequest request, List<ModelInfo> models) {
        Optional<ModelInfo> known = models.stream()
                .filter(candidate -> candidate.id().equals(request.model()))
                .findFirst();
        if (known.isEmpty() && request.url() == null) {
            return Future.failedFuture(unknown(request.model(), models));
        }
        if (known.isPresent() && known.get().preview()) {
            return Future.succeededFuture(alreadyThere(request.model()));
        }
        PlanInstall question = new PlanInstall(request.model(), request.url(), request.sha256());
        return bus.ask(PlanInstall.PLAN_INSTALL, question, PATIENCE)
                .compose(plan ->
                        plan.installed() ? Future.succeededFuture(alreadyThere(request.model())) : submit(request));
    }

    private static Answer alreadyThere(String model) {
        return new Answer(200, new Downloaded(true, "Model " + model + " is installed"));
    }

    /** Who asks again while it goes on gets the same job. */
    private Future<Answer> submit(DownloadRequest request) {
        InstallModel args = new InstallModel(request.model(), request.url(), request.sha256(), request.bytes());
        return database.inTransaction(
                        tx -> jobs.submitOnce(tx, OwnerId.LOCAL, InstallModel.subject(request.model()), args))
                .map(job -> new Answer(
                        202,
                        new Accepted(
                                true,
                                "Model " + request.model() + " is being installed",
                                request.model(),
                                job.id().toString(),
                                job.state().text(),
                                "/api/jobs/" + job.id())));
    }

    private static AlchemyException unknown(String name, List<ModelInfo> models) {
        String known = models.stream().map(ModelInfo::id).collect(joining(", "));
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return new AlchemyException(
                ErrorCode.UNKNOWN_MODEL, "there is no model '" + shown + "'; the models are " + known);
    }
}
