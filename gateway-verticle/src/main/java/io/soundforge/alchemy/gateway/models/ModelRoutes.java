package io.soundforge.alchemy.gateway.models;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;

/** {@code GET /api/models}: the separation models, as a bare array; {@code POST …/download}: is this one installed? */
public final class ModelRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_JSON_BYTES = 4 * 1024;
    private static final int SHOWN = 80;

    private final Bus bus;
    private final String version;

    public ModelRoutes(GatewayParts parts) {
        this.bus = parts.bus();
        this.version = parts.config().version();
    }

    /** The answer to a download that there is nothing left to do for. */
    record Downloaded(boolean success, String message) {}

    public void mount(Router router) {
        for (String path : List.of("/api/models", "/api/process/models")) {
            router.get(path).handler(context -> JsonAnswer.send(context, 200, models().map(this::views)));
            router.post(path + "/download")
                    .consumes("application/json")
                    .handler(BodyHandler.create(false).setBodyLimit(MAX_JSON_BYTES))
                    .handler(this::download);
        }
    }

    private Future<List<ModelInfo>> models() {
        return bus.ask(ListModels.LIST_MODELS, new ListModels(), PATIENCE).map(ListModels.Answer::models);
    }

    private List<ModelView> views(List<ModelInfo> models) {
        return models.stream().map(model -> ModelView.of(model, version)).toList();
    }

    /** Weights are installed by whoever owns the machine, never by a caller; who asks for others is told how. */
    private void download(RoutingContext context) {
        Buffer body = context.body().buffer();
        Object name =
                JsonBody.object(body == null ? "" : body.toString(), "the body").getValue("modelName");
        if (!(name instanceof String model) || model.isBlank()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "Model name is required");
        }
        JsonAnswer.send(context, 200, models().map(models -> downloaded(model, models)));
    }

    static Downloaded downloaded(String name, List<ModelInfo> models) {
        ModelInfo model = models.stream()
                .filter(candidate -> candidate.id().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, models));
        if (!model.installed()) {
            throw new AlchemyException(ErrorCode.CONFLICT, "Failed to download model: " + model.hint());
        }
        return new Downloaded(true, "Model " + model.id() + " is installed");
    }

    private static AlchemyException unknown(String name, List<ModelInfo> models) {
        String known = models.stream().map(ModelInfo::id).collect(joining(", "));
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return new AlchemyException(
                ErrorCode.UNKNOWN_MODEL, "there is no model '" + shown + "'; the models are " + known);
    }
}
