package io.soundforge.alchemy.launcher;

/**
 * Something on this machine keeps the program from running. The message is for whoever started it: one sentence that
 * may name local files, and says what to do where that is known.
 */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
