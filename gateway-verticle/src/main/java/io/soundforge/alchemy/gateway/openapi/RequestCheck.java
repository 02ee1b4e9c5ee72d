package io.soundforge.alchemy.gateway.openapi;

import io.soundforge.alchemy.gateway.openapi.Operation.Parameter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parameters of requests against the description, before their handlers run. What is not described passes. Path
 * parameters are described as texts: which of them name something, only their handlers know.
 */
public final class RequestCheck implements Handler<RoutingContext> {
    private static final String KEY = Operation.class.getName();

    private final ApiDescription description;

    public RequestCheck(ApiDescription description) {
        this.description = description;
    }

    /** The operation that a request was found to be. */
    static Optional<Operation> operation(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Operation> operation = description.find(context.request().method(), context.normalizedPath());
        if (operation.isEmpty()) {
            context.next();
            return;
        }
        operation.get().farewell().ifPresent(farewell -> farewell.tell(context.response()));
        List<Refusal.Place> misfits = new ArrayList<>();
        operation.get().parameters().stream()
                .filter(parameter -> !parameter.lenient())
                .forEach(parameter -> check(context.request(), parameter, misfits));
        if (misfits.isEmpty()) {
            context.put(KEY, operation.get());
            context.next();
        } else {
            Refusal.send(context, misfits);
        }
    }

    private static void check(HttpServerRequest request, Parameter parameter, List<Refusal.Place> misfits) {
        String text = text(request, parameter);
        if (text == null) {
            if (parameter.required() && !parameter.in().equals("path")) {
                misfits.add(Refusal.ofParameter(
                        parameter, Misfit.missing("", parameter.schema().resolved())));
            }
            return;
        }
        parameter
                .schema()
                .misfits(ParameterText.value(text, parameter.schema().resolved()))
                .forEach(misfit -> misfits.add(Refusal.ofParameter(parameter, misfit)));
    }

    /** As the handlers see it: of several, the first. */
    private static @Nullable String text(HttpServerRequest request, Parameter parameter) {
        return switch (parameter.in()) {
            case "query" -> request.getParam(parameter.name());
            case "header" -> request.getHeader(parameter.name());
            default -> null;
        };
    }
}
