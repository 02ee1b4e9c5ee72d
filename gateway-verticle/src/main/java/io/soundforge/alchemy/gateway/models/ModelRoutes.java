package io.soundforge.alchemy.gateway.models;

import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.ext.web.Router;
import java.time.Duration;

/** {@code GET /api/models}: the separation models, as a bare array. */
public final class ModelRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bus bus;

    public ModelRoutes(Bus bus) {
        this.bus = bus;
    }

    public void mount(Router router) {
        router.get("/api/models")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        bus.ask(ListModels.LIST_MODELS, new ListModels(), PATIENCE)
                                .map(ListModels.Answer::models)));
    }
}
