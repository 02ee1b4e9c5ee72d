package io.soundforge.alchemy.launcher.command;

/** The options do not go together, or one of them has a value that does not exist. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
