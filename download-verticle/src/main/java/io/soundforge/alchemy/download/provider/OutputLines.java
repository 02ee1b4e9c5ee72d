package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands over a program's output line by line; a program that writes without end is stopped. */
final class OutputLines implements ExternalProcess.OutputReader {
    private final String program;
    private final int maxBytes;
    private final Consumer<String> lines;

    /** @param maxBytes of all lines together, which is also the most that one line can have */
    OutputLines(String program, int maxBytes, Consumer<String> lines) {
        this.program = program;
        this.maxBytes = maxBytes;
        this.lines = lines;
    }

    @Override
    public void read(InputStream stdout) throws IOException {
        byte[] buffer = new byte[8192];
        byte[] line = new byte[256];
        int length = 0;
        long all = 0;
        for (int count = stdout.read(buffer); count >= 0; count = stdout.read(buffer)) {
            all += count;
            if (all > maxBytes) {
                throw new AlchemyException(
                        ErrorCode.SOURCE_REFUSED, program + " wrote more than " + maxBytes + " bytes of text");
            }
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    lines.accept(new String(line, 0, length, StandardCharsets.UTF_8).stripTrailing());
                    length = 0;
                } else {
                    line = length < line.length ? line : java.util.Arrays.copyOf(line, 2 * length);
                    line[length++] = buffer[i];
                }
            }
        }
        if (length > 0) {
            lines.accept(new String(line, 0, length, StandardCharsets.UTF_8).stripTrailing());
        }
    }
}
