package io.soundforge.alchemy.launcher.command;

/** What the program tells its caller when it ends. */
final class ExitStatus {
    static final int ALL_DONE = 0;
    static final int SOME_FAILED = 1;
    static final int USAGE = 2;

    private ExitStatus() {}
}
