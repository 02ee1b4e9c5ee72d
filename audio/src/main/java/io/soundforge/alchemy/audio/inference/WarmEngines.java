package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Lends engines and keeps the one that came back last, so that the next track does not wait for loading and probing
 * again. At most one idle engine is kept: each holds its weights in memory. Thread-safe.
 */
final class WarmEngines implements AutoCloseable {
    private final SessionSettings settings;
    private @Nullable Key idleKey;
    private @Nullable OnnxSegmentEngine idle;
    private boolean closed;

    /** A file in one state: a replaced file is another model. */
    private record Key(Path file, long bytes, FileTime modified) {
        static Key of(Path file) throws IOException {
            return new Key(file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    WarmEngines(SessionSettings settings) {
        this.settings = settings;
    }

    /** Lends an engine; closing it gives it back. */
    SegmentEngine borrow(Path file) {
        try {
            Key key = Key.of(file);
            OnnxSegmentEngine warm = takeIdle(key);
            return new BorrowedEngine(
                    warm == null ? OnnxSegmentEngine.open(file, settings) : warm,
                    (engine, sound) -> takeBack(key, engine, sound));
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "the model file " + file.getFileName() + " cannot be read", e);
        }
    }

    private synchronized @Nullable OnnxSegmentEngine takeIdle(Key key) {
        if (idle == null || !key.equals(idleKey)) {
            return null;
        }
        OnnxSegmentEngine taken = idle;
        idle = null;
        return taken;
    }

    private void takeBack(Key key, OnnxSegmentEngine engine, boolean sound) {
        OnnxSegmentEngine surplus = sound ? swapIdle(key, engine) : engine;
        if (surplus != null) {
            surplus.close();
        }
    }

    private synchronized @Nullable OnnxSegmentEngine swapIdle(Key key, OnnxSegmentEngine engine) {
        if (closed) {
            return engine;
        }
        OnnxSegmentEngine surplus = idle;
        idle = engine;
        idleKey = key;
        return surplus;
    }

    @Override
    public void close() {
        OnnxSegmentEngine last;
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
