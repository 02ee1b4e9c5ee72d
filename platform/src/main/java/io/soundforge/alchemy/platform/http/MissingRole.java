package io.soundforge.alchemy.platform.http;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.node.Role;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers for a part of the mesh that another node has to run: 503, and which role is missing. */
public record MissingRole(Role role) implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        String message = "this node does not play the role " + role.text()
                + "; ask one that does, or start it with --roles " + role.text();
        Problem.of(new Failure(ErrorCode.UNAVAILABLE, message)).send(request.response());
    }
}
