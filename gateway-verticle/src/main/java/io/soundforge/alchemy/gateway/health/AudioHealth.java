package io.soundforge.alchemy.gateway.health;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Can audio be taken and worked on? Always answers; what does not answer in time is down. */
final class AudioHealth {
    private final GatewayParts parts;
    private final Duration patience;

    AudioHealth(GatewayParts parts, Duration patience) {
        this.parts = parts;
        this.patience = patience;
    }

    /**
     * The answer.
     *
     * @param status {@code ok}, or {@code degraded} when one of the services is down
     * @param models the installed separation models
     * @param sampleRate Hz, of all stems
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Report(String status, Map<String, String> services, List<String> models, int sampleRate) {
        static Report of(boolean storage, Optional<List<String>> models) {
            boolean all = storage && models.isPresent();
            Map<String, String> services = Map.of("storage", word(storage), "separation", word(models.isPresent()));
            return new Report(all ? "ok" : "degraded", services, models.orElse(List.of()), 44_100);
        }

        private static String word(boolean up) {
            return up ? "up" : "down";
        }
    }

    Future<Report> report() {
        Future<Boolean> storage = parts.blobs()
                .check()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .map(true)
                .otherwise(false);
        Future<Optional<List<String>>> models = models();
        return Future.all(storage, models).map(done -> Report.of(storage.result(), models.result()));
    }

    private Future<Optional<List<String>>> models() {
        return parts.bus()
                .ask(ListModels.LIST_MODELS, new ListModels(), patience)
                .map(answer -> Optional.of(answer.models().stream()
                        .filter(ModelInfo::installed)
                        .map(ModelInfo::id)
                        .toList()))
                .otherwise(Optional.empty());
    }
}
