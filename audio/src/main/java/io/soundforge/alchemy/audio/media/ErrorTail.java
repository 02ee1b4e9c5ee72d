package io.soundforge.alchemy.audio.media;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The end of a child's stderr, of bounded size, and its lines as they come. */
final class ErrorTail {
    private static final int KEPT = 64 * 1024;
    private static final int LONGEST_LINE = 4096;

    private final byte[] ring = new byte[KEPT];
    private long written;
    private final byte[] line = new byte[LONGEST_LINE];
    private int lineLength;
    private final Consumer<String> lines;

    ErrorTail(Consumer<String> lines) {
        this.lines = lines;
    }

    synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (written++ % KEPT)] = bytes[i];
            addToLine(bytes[i]);
        }
    }

    /** Hands over a last line that had no end. */
    synchronized void end() {
        if (lineLength > 0) {
            endLine();
        }
    }

    synchronized String text() {
        int length = (int) Math.min(written, KEPT);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((written - length + i) % KEPT)];
        }
        return new String(tail, StandardCharsets.UTF_8);
    }

    private void addToLine(byte b) {
        if (b == '\n' || b == '\r') {
            endLine();
        } else if (lineLength < LONGEST_LINE) {
            line[lineLength++] = b;
        }
    }

    private void endLine() {
        lines.accept(new String(line, 0, lineLength, StandardCharsets.UTF_8));
        lineLength = 0;
    }
}
