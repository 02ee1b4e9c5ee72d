package io.soundforge.alchemy.contracts.model;

import io.soundforge.alchemy.contracts.bus.Request;
import java.util.List;

/** Which models are there? */
public record ListModels() {
    public static final Request<ListModels, Answer> LIST_MODELS =
            Request.of("separation.models.list", ListModels.class, Answer.class);

    /** The installed models first, the default one at the top. */
    public record Answer(List<ModelInfo> models) {
        public Answer {
            models = List.copyOf(models);
        }
    }
}
