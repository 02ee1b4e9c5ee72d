package io.soundforge.alchemy.audio.separation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which stems can be heard while they are made. It holds, for each stem, {@code <stem>.f32} (interleaved
 * little-endian float32, stereo at 44.1 kHz, holes where nothing is yet); {@code live.json}, a {@link LiveStems} that
 * never promises a sample that is not there; and {@code playhead}, which the listener's side writes: the number of the
 * frame that is wanted first, as text. Both small files are replaced whole.
 */
public final class LiveFolder {
    private static final String INDEX = "live.json";
    private static final String PLAY_HEAD = "playhead";
    private static final Pattern FRAME = Pattern.compile("\\d{1,18}");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private volatile long lastPlayHead;

    public LiveFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    /** The frame that is wanted first; 0, or the last one, while the file does not hold a number. */
    public long playHead() {
        try {
            String text = Files.readString(folder.resolve(PLAY_HEAD)).strip();
            if (FRAME.matcher(text).matches()) {
                lastPlayHead = Long.parseLong(text);
            }
        } catch (IOException e) {
            // Nobody has said yet, or it is being replaced: what was wanted last is still the best guess.
            return lastPlayHead;
        }
        return lastPlayHead;
    }

    /** Says which frame is wanted first. */
    public void movePlayHead(long frame) throws IOException {
        replace(PLAY_HEAD, Long.toString(Math.max(0, frame)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes the index. */
    void publish(LiveStems stems) throws IOException {
        replace(INDEX, JSON.writeValueAsBytes(stems));
    }

    /** The index as it is now; null before the separation has begun. */
    public @Nullable LiveStems read() throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(folder.resolve(INDEX)), LiveStems.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void replace(String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path next = folder.resolve("." + name + ".next");
        Files.write(next, content);
        Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
