package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lends engines and keeps the one that came back last, so that the next track does not wait for loading and probing
 * again. At most one idle engine is kept: each holds its weights in memory. Thread-safe.
 */
final class WarmEngines implements AutoCloseable {
    private final SessionSettings settings;
    private @Nullable Key idleKey;
    private @Nullable SegmentEngine idle;
    private boolean closed;

    /** The files of a model in one state: with a replaced file it is another model. */
    private record Key(List<FileState> files) {
        static Key of(List<Path> files) throws IOException {
            List<FileState> states = new ArrayList<>();
            for (Path file : files) {
                states.add(FileState.of(file));
            }
            return new Key(List.copyOf(states));
        }
    }

    private record FileState(Path file, long bytes, FileTime modified) {
        static FileState of(Path file) throws IOException {
            return new FileState(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    WarmEngines(SessionSettings settings) {
        this.settings = settings;
    }

    /** Lends an engine; closing it gives it back. */
    SegmentEngine borrow(Path file, ModelForm form) {
        try {
            Key key = Key.of(form.files(file));
            SegmentEngine warm = takeIdle(key);
            return new BorrowedEngine(
                    warm == null ? form.open(file, settings) : warm, (engine, sound) -> takeBack(key, engine, sound));
        } catch (NoSuchFileException e) {
            Path missing = Path.of(String.valueOf(e.getFile())).getFileName();
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "the model " + file.getFileName() + " needs the file " + missing + ", which is not there",
                    e);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "the model file " + file.getFileName() + " cannot be read", e);
        }
    }

    private synchronized @Nullable SegmentEngine takeIdle(Key key) {
        if (idle == null || !key.equals(idleKey)) {
            return null;
        }
        SegmentEngine taken = idle;
        idle = null;
        return taken;
    }

    private void takeBack(Key key, SegmentEngine engine, boolean sound) {
        SegmentEngine surplus = sound ? swapIdle(key, engine) : engine;
        if (surplus != null) {
            surplus.close();
        }
    }

    private synchronized @Nullable SegmentEngine swapIdle(Key key, SegmentEngine engine) {
        if (closed) {
            return engine;
        }
        SegmentEngine surplus = idle;
        idle = engine;
        idleKey = key;
        return surplus;
    }

    @Override
    public void close() {
        SegmentEngine last;
        synchronized (this) {
            closed = true;
            last = idle;
            idle = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
