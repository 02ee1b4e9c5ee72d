package io.soundforge.alchemy.download.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines that a program wrote: some say why they fail on their standard output. From any thread. */
public final class LastWords implements Consumer<String> {
    private static final int LINES = 20;
    private static final int LONGEST = 1000;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        if (line.isBlank()) {
            return;
        }
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.substring(0, Math.min(LONGEST, line.length())));
    }

    /** One below the other; empty if there are none. */
    public synchronized String text() {
        return String.join("\n", lines);
    }
}
