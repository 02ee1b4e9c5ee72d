package io.soundforge.alchemy.dsp.separation;

import java.io.IOException;

/** Takes separated audio, region by region, each once and final. */
@FunctionalInterface
public interface StemSink {
    /**
     * Takes a region; the arrays are only valid during the call. Regions come in the order in which they become final:
     * that of the track, unless the play-head moves or several workers compute.
     *
     * @param start first frame of the region
     * @param stems {@code [stem][2][at least count]}
     * @param count frames in the region
     */
    void accept(long start, float[][][] stems, int count) throws IOException;
}
