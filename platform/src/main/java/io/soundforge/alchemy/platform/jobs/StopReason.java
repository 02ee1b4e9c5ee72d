package io.soundforge.alchemy.platform.jobs;

/** Why an attempt must stop. */
enum StopReason {
    /** Somebody wants the job not to be done. */
    CANCELLED,
    /** The job belongs to somebody else now, or to nobody; nothing of this attempt counts any more. */
    LEASE_LOST,
    /** The attempt has taken longer than its kind may. */
    TIMED_OUT,
    /** The attempt has said nothing for too long. */
    STALLED,
    /** The node goes; another one will start the job anew. */
    SHUTDOWN
}
