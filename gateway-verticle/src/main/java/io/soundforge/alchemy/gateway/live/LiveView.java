package io.soundforge.alchemy.gateway.live;

import io.soundforge.alchemy.contracts.stems.FrameRange;
import io.soundforge.alchemy.contracts.stems.LiveStems;
import io.soundforge.alchemy.gateway.separation.SeparationPaths;
import java.util.List;

/**
 * What of a separation can be heard, as callers see it.
 *
 * @param status {@code queued | running | completed}
 * @param sampleRate Hz; 0, like channels and frames, as long as nobody has begun
 * @param duration seconds of the whole
 * @param readySeconds how much is final, wherever it lies
 * @param ready final regions as {@code [from, to)} in frames
 * @param headerBytes what stands before the first sample in every stem's file
 */
record LiveView(
        String jobId,
        String trackId,
        String status,
        int sampleRate,
        int channels,
        long frames,
        double duration,
        double readySeconds,
        List<List<Long>> ready,
        boolean finished,
        int headerBytes,
        List<Stem> stems,
        String separationUrl) {

    /** @param bytes of the whole file */
    record Stem(String type, String url, long bytes) {}

    static LiveView of(Growing growing) {
        LiveStems stems = growing.stems();
        LiveStems shown = stems == null ? new LiveStems(0, 0, 0, List.of(), List.of(), false) : stems;
        return new LiveView(
                growing.job().id().toString(),
                growing.job().track().toString(),
                growing.job().state().text(),
                shown.sampleRate(),
                shown.channels(),
                shown.frames(),
                seconds(shown.frames(), shown),
                seconds(
                        shown.ready().stream()
                                .mapToLong(range -> range.to() - range.from())
                                .sum(),
                        shown),
                shown.ready().stream().map(LiveView::pair).toList(),
                shown.finished(),
                WaveLayout.HEADER_BYTES,
                shown.stems().stream().map(type -> stem(growing, type)).toList(),
                SeparationPaths.separation(growing.job()));
    }

    private static Stem stem(Growing growing, String type) {
        return new Stem(
                type,
                SeparationPaths.stem(growing.job(), type),
                Heard.of(growing, type).size());
    }

    private static List<Long> pair(FrameRange range) {
        return List.of(range.from(), range.to());
    }

    private static double seconds(long frames, LiveStems stems) {
        return stems.sampleRate() == 0 ? 0 : (double) frames / stems.sampleRate();
    }
}
