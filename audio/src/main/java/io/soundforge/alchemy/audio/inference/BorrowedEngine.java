package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.separation.ForwardingEngine;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An engine on loan. One that has failed is not lent again. */
final class BorrowedEngine extends ForwardingEngine {
    private final Return home;
    private @Nullable SegmentEngine engine;
    private boolean sound = true;

    /** How an engine comes back. */
    interface Return {
        void take(SegmentEngine engine, boolean sound);
    }

    BorrowedEngine(SegmentEngine engine, Return home) {
        this.engine = engine;
        this.home = home;
    }

    @Override
    protected SegmentEngine engine() {
        return Objects.requireNonNull(engine, "this engine has been closed");
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        sound = false;
        engine().separate(mix, stems);
        sound = true;
    }

    @Override
    public void close() {
        if (engine != null) {
            SegmentEngine returned = engine;
            engine = null;
            home.take(returned, sound);
        }
    }
}
