package io.soundforge.alchemy.platform.jobs;

/** How a job's row remembers what its attempts died of. */
final class AttemptErrors {
    /** The oldest makes room. */
    private static final int KEPT = 20;

    private AttemptErrors() {}

    /**
     * An assignment for an update that ends an attempt.
     *
     * @param code the parameter, such as {@code $3}, with the failure's code
     * @param message the parameter with its message
     */
    static String append(String code, String message) {
        return """
                errors = (case when jsonb_array_length(errors) < %d then errors else errors - 0 end)
                    || jsonb_build_object('attempt', attempt, 'code', %s::text, 'message', %s::text,
                        'startedAt', started_at, 'failedAt', now())""".formatted(KEPT, code, message);
    }
}
