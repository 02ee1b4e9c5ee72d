package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.stems.FrameRange;
import io.soundforge.alchemy.contracts.stems.LiveStems;

/** Which bytes of a growing stem's file will not change any more. The header never does. */
record FinalBytes(WaveLayout layout, LiveStems stems) {
    static FinalBytes of(LiveStems stems) {
        return new FinalBytes(new WaveLayout(stems.sampleRate(), stems.channels(), stems.frames()), stems);
    }

    /**
     * How far final bytes reach without a gap.
     *
     * @param first offset in the file
     * @return offset behind the last one; {@code first} when the byte there is not final yet
     */
    long until(long first) {
        if (first < WaveLayout.HEADER_BYTES) {
            return Math.max(WaveLayout.HEADER_BYTES, until(WaveLayout.HEADER_BYTES));
        }
        for (FrameRange range : stems.ready()) {
            long from = layout.offsetOf(range.from());
            long to = layout.offsetOf(range.to());
            if (first >= from && first < to) {
                return to;
            }
        }
        return first;
    }
}
