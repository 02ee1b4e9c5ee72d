package io.soundforge.alchemy.platform.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The part of an answer's body that is kept for the log. The rest is counted, and soon cut off. */
final class AnswerText {
    /** No more than this is read. */
    static final int MOST_READ = 16 * 1024;

    private static final int KEPT = 1024;

    private final Buffer kept = Buffer.buffer();
    private int read;

    /** @return whether more may come */
    boolean add(Buffer part) {
        read += part.length();
        kept.appendBuffer(part, 0, Math.min(part.length(), KEPT - kept.length()));
        return read < MOST_READ;
    }

    /** Bytes that are no UTF-8 are replaced; no row can hold a NUL. */
    String text() {
        return new String(kept.getBytes(), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
