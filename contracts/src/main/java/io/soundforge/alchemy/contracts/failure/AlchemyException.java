package io.soundforge.alchemy.contracts.failure;

/** A {@link Failure} on its way to whoever asked. */
public final class AlchemyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public AlchemyException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public AlchemyException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public Failure failure() {
        String message = getMessage();
        return new Failure(code, message == null ? code.sentence() : message);
    }

    /** The failure that a throwable stands for; an unexpected one becomes {@link ErrorCode#INTERNAL} without its text. */
    public static Failure failureOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AlchemyException known) {
                return known.failure();
            }
        }
        return new Failure(ErrorCode.INTERNAL, ErrorCode.INTERNAL.sentence());
    }
}
