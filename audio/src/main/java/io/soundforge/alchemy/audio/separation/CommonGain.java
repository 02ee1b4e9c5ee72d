package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;

/**
 * One gain for all stems of a separation. A gain for each, as the reference's "rescale" has it, would change their
 * balance: they would not sum to the mix any more.
 */
final class CommonGain {
    private CommonGain() {}

    /**
     * The gain under which nothing clips.
     *
     * @param peak largest absolute sample of all stems that are written
     * @return 1, unless the format stores integers and the peak lies beyond its largest one
     */
    static double of(double peak, AudioFormat format, BitDepth depth) {
        if (format != AudioFormat.MP3 && depth == BitDepth.F32) {
            return 1;
        }
        // MP3 players decode to 16 bits, or clip at full scale all the same.
        int bits = format != AudioFormat.MP3 && depth == BitDepth.I24 ? 24 : 16;
        double largest = 1 - Math.scalb(1.0, 1 - bits);
        return peak <= largest ? 1 : largest / peak;
    }
}
