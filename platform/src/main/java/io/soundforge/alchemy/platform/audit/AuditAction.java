package io.soundforge.alchemy.platform.audit;

import java.util.Locale;

/** What is worth remembering. */
public enum AuditAction {
    /** Credentials that did not hold, or none where some are needed. */
    SIGN_IN_FAILED,
    /** Credentials that hold, but do not suffice. */
    ACCESS_DENIED,
    /** A caller was told to slow down. */
    LIMIT_HIT,
    KEY_CREATED,
    KEY_REVOKED,
    MODEL_CHANGED,
    WEBHOOK_CHANGED,
    DELETED,
    /** The operator looked at the insides of the mesh. */
    ADMIN_READ;

    /** Lower-case form, such as {@code key_created}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
