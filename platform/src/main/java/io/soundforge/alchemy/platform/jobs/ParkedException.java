package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;

/**
 * A handler's way to say "not before somebody answers": the job goes back to the queue, where it holds neither a slot
 * nor a lease, the attempt does not count, and nothing happens until {@link JobStore#unpark}.
 */
public final class ParkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String stage;
    private final transient Publication note;

    /**
     * @param code what is asked for
     * @param stage a word for people
     * @param message what is asked for, for people
     * @param note what whoever answers has to know; written in the transaction that puts the job aside
     */
    public ParkedException(ErrorCode code, String stage, String message, Publication note) {
        super(message);
        this.code = code;
        this.stage = stage;
        this.note = note;
    }

    String stage() {
        return stage;
    }

    Publication note() {
        return note;
    }

    Failure failure() {
        String message = getMessage();
        return new Failure(code, message == null ? code.sentence() : message);
    }
}
