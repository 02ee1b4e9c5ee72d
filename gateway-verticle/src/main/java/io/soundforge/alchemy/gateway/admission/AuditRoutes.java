package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.platform.audit.AuditEntry;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/audit}: what the operator wants to know of, newest first. */
public final class AuditRoutes {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final AuditLog audit;

    public AuditRoutes(AuditLog audit) {
        this.audit = audit;
    }

    /** @param next what to ask {@code before} for more; null at the end */
    record Page(List<AuditEntry> entries, @Nullable Long next) {}

    public void mount(Router router) {
        router.get("/api/audit").handler(this::list);
    }

    private void list(RoutingContext context) {
        int limit = (int) number(context, "limit", USUAL, MOST);
        long before = number(context, "before", Long.MAX_VALUE, Long.MAX_VALUE);
        String action = context.request().getParam("action");
        JsonAnswer.send(
                context,
                200,
                audit.page(before, action == null || action.isEmpty() ? null : cleaned(action), limit)
                        .map(kept -> page(kept, limit)));
    }

    private static Page page(List<AuditLog.Kept> kept, int limit) {
        Long next = kept.size() < limit ? null : kept.get(kept.size() - 1).id();
        return new Page(kept.stream().map(AuditLog.Kept::entry).toList(), next);
    }

    private static String cleaned(String action) {
        if (!action.matches("[a-z_]{1,40}")) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "action must be one such as sign_in_failed");
        }
        return action;
    }

    private static long number(RoutingContext context, String name, long usual, long most) {
        String text = context.request().getParam(name);
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,18}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw new AlchemyException(
                ErrorCode.INVALID_REQUEST,
                name + " must be a whole number from 1" + (most == MOST ? " to " + MOST : ""));
    }
}
