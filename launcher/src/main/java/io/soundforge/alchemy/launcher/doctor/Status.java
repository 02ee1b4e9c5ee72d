package io.soundforge.alchemy.launcher.doctor;

/** How a {@link Finding} is to be taken. */
public enum Status {
    OK('✔'),
    /** Works, but not as well or not for as long as it could. */
    WARNING('!'),
    /** A server would not start, or jobs would fail. */
    PROBLEM('✘');

    private final char sign;

    Status(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }
}
