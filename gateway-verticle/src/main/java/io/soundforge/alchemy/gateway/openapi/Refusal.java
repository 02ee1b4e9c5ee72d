package io.soundforge.alchemy.gateway.openapi;

import static java.util.stream.Collectors.joining;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.gateway.openapi.Operation.Parameter;
import io.soundforge.alchemy.platform.http.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a request that is not as it is described: 400, and where it is not. */
final class Refusal {
    private static final int MOST = 20;
    private static final int MOST_IN_WORDS = 3;

    private Refusal() {}

    /**
     * A misfit and what it is a part of.
     *
     * @param in {@code body}, {@code path}, {@code query} or {@code header}
     * @param parameter its name; null for the body
     */
    record Place(String in, @Nullable String parameter, Misfit misfit) {
        String sentence() {
            return (parameter == null ? Pointers.words(misfit.about()) : parameter) + misfit.sentence();
        }

        JsonObject json() {
            JsonObject json = new JsonObject().put("in", in);
            if (parameter == null) {
                json.put("pointer", misfit.pointer());
            } else {
                json.put("parameter", parameter);
            }
            String got = misfit.got();
            return json.put("expected", misfit.expected()).put("got", got == null ? "nothing" : got);
        }
    }

    static Place ofParameter(Parameter parameter, Misfit misfit) {
        return new Place(parameter.in(), parameter.name(), misfit);
    }

    static Place ofBody(Misfit misfit) {
        return new Place("body", null, misfit);
    }

    /** @param places at least one; 20 are shown */
    static void send(RoutingContext context, List<Place> places) {
        String detail =
                places.stream().limit(MOST_IN_WORDS).map(Place::sentence).collect(joining("; "));
        JsonArray errors = new JsonArray();
        places.stream().limit(MOST).forEach(place -> errors.add(place.json()));
        Problem.of(new Failure(ErrorCode.INVALID_REQUEST, detail))
                .send(context.response(), new JsonObject().put("errors", errors));
    }
}
