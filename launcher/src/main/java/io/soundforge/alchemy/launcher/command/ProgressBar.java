package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.dsp.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal that is drawn over itself: {@code [#########           ]  45 % song.mp3}. */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final int LONGEST_TITLE = 40;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final String title;
    private final boolean visible;
    private int shown = -1;

    private ProgressBar(PrintStream err, String title, boolean visible) {
        this.err = err;
        this.title = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title;
        this.visible = visible;
    }

    /** A bar that shows itself only where a person looks; closing it clears the line. */
    static ProgressBar on(Surroundings surroundings, String title) {
        return new ProgressBar(surroundings.err(), title, surroundings.terminal());
    }

    @Override
    public synchronized void at(double fraction) {
        int percent = (int) Math.round(100 * Math.max(0, Math.min(1, fraction)));
        if (visible && percent != shown) {
            shown = percent;
            int filled = WIDTH * percent / 100;
            String bar = "#".repeat(filled) + " ".repeat(WIDTH - filled);
            err.print("\r[" + bar + "] " + String.format(Locale.ROOT, "%3d", percent) + " % " + title);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (visible) {
            err.print(ERASE);
            err.flush();
        }
    }
}
