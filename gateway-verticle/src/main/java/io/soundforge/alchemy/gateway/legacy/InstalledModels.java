package io.soundforge.alchemy.gateway.legacy;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses, before anything is promised, what no worker could do. */
final class InstalledModels {
    private static final Logger log = LoggerFactory.getLogger(InstalledModels.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Bus bus;

    InstalledModels(Bus bus) {
        this.bus = bus;
    }

    /**
     * Fails with UNKNOWN_MODEL, or INVALID_REQUEST for stems that the model does not have. When no worker answers now, a
     * later one will judge: the request may wait for it.
     */
    Future<Void> require(SeparationOptions options) {
        return bus.ask(ListModels.LIST_MODELS, new ListModels(), PATIENCE)
                .map(ListModels.Answer::models)
                .recover(InstalledModels::nobodyKnows)
                .map(models -> {
                    check(options, models);
                    return null;
                });
    }

    private static Future<List<ModelInfo>> nobodyKnows(Throwable error) {
        ErrorCode code = AlchemyException.failureOf(error).code();
        if (code != ErrorCode.UNAVAILABLE && code != ErrorCode.TIMEOUT) {
            return Future.failedFuture(error);
        }
        log.info("no worker says which models there are; the separation is accepted unchecked");
        return Future.succeededFuture(List.of());
    }

    /** @param models none when they are not known */
    static void check(SeparationOptions options, List<ModelInfo> models) {
        if (models.isEmpty()) {
            return;
        }
        String named = options.model();
        List<ModelInfo> installed = models.stream().filter(ModelInfo::installed).toList();
        ModelInfo model = installed.stream()
                .filter(candidate ->
                        named == null ? candidate.isDefault() : candidate.id().equals(named))
                .findFirst()
                .orElseThrow(() -> unknown(named == null ? "the default one" : "'" + named + "'", installed));
        checkStems(options, model);
    }

    private static void checkStems(SeparationOptions options, ModelInfo model) {
        String split = options.twoStems();
        List<String> wanted = split == null ? options.stems() : List.of(split);
        boolean nothingLeft = options.without().containsAll(model.stems());
        if (nothingLeft || !model.stems().containsAll(wanted)) {
            throw SentJson.invalid("expected stems of " + model.id() + " (" + String.join(", ", model.stems())
                    + "); got " + (nothingLeft ? "none" : String.join(", ", wanted)));
        }
    }

    private static AlchemyException unknown(String what, List<ModelInfo> installed) {
        String names = installed.stream().map(ModelInfo::id).collect(joining(", "));
        return new AlchemyException(
                ErrorCode.UNKNOWN_MODEL, "no such model is installed: " + what + "; installed are " + names);
    }
}
