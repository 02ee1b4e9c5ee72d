package io.soundforge.alchemy.bench.stems;

import java.io.IOException;

/** A way to take a mix apart. */
interface Separator {
    /**
     * Estimates of drums, bass, other and vocals, {@code [stem][2][frame]}.
     *
     * @param mix {@code [2][frame]}
     * @param truth the true stems: only an oracle looks at them
     */
    float[][][] separate(float[][] mix, float[][][] truth) throws IOException;
}
