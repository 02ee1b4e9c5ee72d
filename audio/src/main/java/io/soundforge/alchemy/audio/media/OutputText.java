package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a child writes to stdout as text (UTF-8), up to a limit; the rest is read and thrown away. */
public final class OutputText implements ExternalProcess.OutputReader {
    private final int maxBytes;
    private String text = "";

    public OutputText(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Empty before the child has run. */
    public String text() {
        return text;
    }

    @Override
    public void read(InputStream stdout) throws IOException {
        text = new String(stdout.readNBytes(maxBytes), StandardCharsets.UTF_8);
        DISCARD.read(stdout);
    }
}
