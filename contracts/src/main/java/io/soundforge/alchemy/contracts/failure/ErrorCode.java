package io.soundforge.alchemy.contracts.failure;

/**
 * The closed table of failures. Problem documents, socket frames, bus replies and job rows all derive from it.
 *
 * <p>The number travels over the event bus, where a failed reply carries only a number and a text: it never changes.
 */
public enum ErrorCode {
    INVALID_REQUEST(1, 400, false, "The request is not of the expected form."),
    UNSUPPORTED_MEDIA(2, 415, false, "The file is not audio of a supported format."),
    MEDIA_TOO_LONG(3, 413, false, "The audio is longer than the configured limit."),
    BODY_TOO_LARGE(4, 413, false, "The body is larger than the configured limit."),
    NOT_FOUND(5, 404, false, "There is no such thing."),
    CONFLICT(6, 409, false, "The request does not fit the present state."),
    FORBIDDEN(7, 403, false, "The caller may not do this."),
    UNKNOWN_MODEL(8, 400, false, "No such separation model is installed."),
    ADDRESS_REFUSED(9, 400, false, "The address is private or not allowed."),
    NO_PROVIDER(10, 422, false, "No configured provider can fetch this audio."),
    CORRUPT_AUDIO(11, 422, false, "The audio could not be decoded completely."),
    MODEL_REFUSED(12, 422, false, "The model file obeys no known contract."),
    SOURCE_UNAVAILABLE(13, 502, true, "The source did not deliver."),
    SOURCE_REFUSED(14, 502, false, "The source refused the request."),
    RATE_LIMITED(15, 429, true, "The source asks to wait."),
    TIMEOUT(16, 504, true, "The work did not finish in time."),
    WORKER_LOST(17, 500, true, "The worker died while it held the job."),
    PREDECESSOR_FAILED(18, 422, false, "A step that this one needs has failed."),
    CANCELLED(19, 409, false, "The work was cancelled."),
    UNAVAILABLE(20, 503, true, "A part of the system does not answer."),
    KEY_REUSED(31, 422, false, "The idempotency key came with another request before."),
    TOO_MANY_REQUESTS(60, 429, true, "The caller asks for more than is allowed in this time."),
    REQUEST_TIMEOUT(61, 408, true, "The request did not arrive in time."),
    INTERNAL(21, 500, true, "Something unexpected went wrong."),
    UNAUTHENTICATED(30, 401, false, "The caller did not say who they are in a way that holds."),
    OUT_OF_MEMORY(40, 500, true, "The work needed more memory than there was."),
    QUOTA_EXCEEDED(50, 413, false, "The owner has no room for more."),
    LOCKED(51, 423, true, "Somebody else is writing at present."),
    MALWARE_FOUND(52, 422, false, "The file is known to do harm."),
    CHECKSUM_MISMATCH(53, 460, false, "What arrived is not what was announced."),
    EXPIRED(54, 410, false, "It was not finished in time."),
    STORAGE_REFUSED(55, 502, false, "The storage refuses its credentials or the request."),
    CHOICE_NEEDED(65, 409, false, "Somebody has to choose which recording is meant."),
    PROVIDER_BLOCKED(66, 502, false, "The provider refuses programs."),
    WRONG_RECORDING(67, 422, false, "The audio is not the recording that was wanted.");

    private final int number;
    private final int httpStatus;
    private final boolean retryable;
    private final String sentence;

    ErrorCode(int number, int httpStatus, boolean retryable, String sentence) {
        this.number = number;
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.sentence = sentence;
    }

    /** Stable over releases. */
    public int number() {
        return number;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether trying the same work again can help. */
    public boolean retryable() {
        return retryable;
    }

    /** What the code means, for people. */
    public String sentence() {
        return sentence;
    }

    /** Lower-case form used in JSON, such as {@code unsupported_media}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The code of this text; {@link #INTERNAL} for texts of newer releases. */
    public static ErrorCode ofText(String text) {
        for (ErrorCode code : values()) {
            if (code.text().equals(text)) {
                return code;
            }
        }
        return INTERNAL;
    }

    /** The code with this number; {@link #INTERNAL} for numbers of newer releases. */
    public static ErrorCode ofNumber(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return INTERNAL;
    }
}
