package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/** Takes separated audio, region by region and in order, each region final. */
@FunctionalInterface
public interface StemSink {
    /**
     * Takes the next region; the arrays are only valid during the call.
     *
     * @param start first frame of the region; regions follow each other without gap
     * @param stems {@code [stem][2][at least count]}
     * @param count frames in the region
     */
    void accept(long start, float[][][] stems, int count) throws IOException;
}
