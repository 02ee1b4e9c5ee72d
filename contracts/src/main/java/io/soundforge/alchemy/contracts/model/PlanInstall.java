package io.soundforge.alchemy.contracts.model;

import io.soundforge.alchemy.contracts.bus.Request;
import org.jspecify.annotations.Nullable;

/**
 * May this model be installed, and is there anything to do? Fails with UNKNOWN_MODEL, CONFLICT for a model of which no
 * link is known, FORBIDDEN for a link of the caller's where those are not taken, or INVALID_REQUEST.
 *
 * @param url null for the catalogue's
 * @param sha256 null for the catalogue's
 */
public record PlanInstall(
        String model, @Nullable String url, @Nullable String sha256) {
    public static final Request<PlanInstall, Answer> PLAN_INSTALL =
            Request.of("separation.models.plan-install", PlanInstall.class, Answer.class);

    /** @param installed whether it is here already, with all its files */
    public record Answer(boolean installed) {}
}
