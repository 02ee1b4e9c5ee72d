package io.soundforge.alchemy.launcher.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Shows jobs as they go: on a terminal one line that is drawn over, elsewhere a line for every change of state and every
 * fifth of the way.
 */
final class JobLines implements JobObserver {
    private static final int STEP = 20;
    private static final int WIDTH = 12;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, String> told = new HashMap<>();
    private final Map<String, String> bars = new LinkedHashMap<>();

    JobLines(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void changed(String kind, String status, double percent, String error) {
        if (terminal && error.isEmpty()) {
            bars.put(kind, kind + " " + bar(percent) + String.format(Locale.ROOT, " %3.0f %%", percent));
            out.print("\r\u001b[K  " + String.join("   ", bars.values()));
            out.flush();
            return;
        }
        int step = (int) percent / STEP * STEP;
        String line = status.equals("running") ? kind + ": " + step + " %" : kind + ": " + status;
        if (!line.equals(told.put(kind, line))) {
            out.println("  " + line + (error.isEmpty() ? "" : " (" + error + ")"));
        }
    }

    /** Leaves the line that is drawn over. */
    synchronized void end() {
        if (terminal) {
            out.println();
        }
    }

    private static String bar(double percent) {
        int full = (int) Math.round(WIDTH * percent / 100);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
