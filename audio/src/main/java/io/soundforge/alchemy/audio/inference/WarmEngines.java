package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lends engines and keeps the one that came back last, so that the next track does not wait for loading and probing
 * again. At most one idle engine is kept, for a while, and not while another model is loaded: each holds its weights in
 * memory. Thread-safe.
 */
final class WarmEngines implements AutoCloseable {
    private final SessionSettings settings;
    private final Executor whenIdleTooLong;
    private final AtomicInteger loaded = new AtomicInteger();
    private @Nullable Idle idle;
    private boolean closed;

    /** The files of a model in one state. */
    private record Key(List<FileState> files) {
        static Key of(List<Path> files) throws IOException {
            List<FileState> states = new ArrayList<>();
            for (Path file : files) {
                states.add(FileState.of(file));
            }
            return new Key(List.copyOf(states));
        }
    }

    /** An engine that waits; compared by identity. */
    private static final class Idle {
        final Key key;
        final SegmentEngine engine;

        Idle(Key key, SegmentEngine engine) {
            this.key = key;
            this.engine = engine;
        }
    }

    /** @param patience how long an engine may be idle before it is unloaded */
    WarmEngines(SessionSettings settings, Duration patience) {
        this(settings, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param whenIdleTooLong runs what it is given after that time */
    WarmEngines(SessionSettings settings, Executor whenIdleTooLong) {
        this.settings = settings;
        this.whenIdleTooLong = whenIdleTooLong;
    }

    /** Lends an engine; closing it gives it back. */
    SegmentEngine borrow(Path file, ModelForm form) {
        try {
            Key key = Key.of(form.files(file));
            SegmentEngine warm = takeIdle(key);
            return new BorrowedEngine(
                    warm == null ? open(file, form) : warm, (engine, sound) -> takeBack(key, engine, sound));
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

    private SegmentEngine open(Path file, ModelForm form) throws IOException {
        SegmentEngine engine = form.open(file, settings);
        loaded.incrementAndGet();
        return engine;
    }

    private void unload(SegmentEngine engine) {
        loaded.decrementAndGet();
        engine.close();
    }

    /** How many engines are in memory, lent or idle. */
    int loaded() {
        return loaded.get();
    }

    /** The idle engine if it is of this model; one of another model makes room. */
    private @Nullable SegmentEngine takeIdle(Key key) {
        Idle taken = swapIdle(null);
        if (taken != null && !taken.key.equals(key)) {
            unload(taken.engine);
            return null;
        }
        return taken == null ? null : taken.engine;
    }

    private void takeBack(Key key, SegmentEngine engine, boolean sound) {
        Idle fresh = new Idle(key, engine);
        Idle surplus = sound ? swapIdle(fresh) : fresh;
        if (surplus != null) {
            unload(surplus.engine);
        }
        if (surplus != fresh) {
            whenIdleTooLong.execute(() -> unload(fresh));
        }
    }

    /** Unless it was lent in the meantime. */
    private void unload(Idle tooLong) {
        synchronized (this) {
            if (idle != tooLong) {
                return;
            }
            idle = null;
        }
        unload(tooLong.engine);
    }

    /** What has to go in exchange: nothing fresh stays once all is closed. */
    private synchronized @Nullable Idle swapIdle(@Nullable Idle fresh) {
        if (closed) {
            return fresh;
        }
        Idle before = idle;
        idle = fresh;
        return before;
    }

    @Override
    public void close() {
        Idle last;
        synchronized (this) {
            closed = true;
            last = idle;
            idle = null;
        }
        if (last != null) {
            unload(last.engine);
        }
    }
}
