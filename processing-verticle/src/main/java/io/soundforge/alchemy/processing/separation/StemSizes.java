package io.soundforge.alchemy.processing.separation;

import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.util.List;

/**
 * How many bytes stems will about take, told before any of them is made. Rather too few than too many, so that nobody is
 * refused whose stems would have fitted.
 */
final class StemSizes {
    /** Stereo at 44.1 kHz, as all stems are. */
    private static final int SAMPLES_PER_SECOND = 2 * 44_100;

    /** LAME at 320 kbit/s. */
    private static final int MP3_BYTES_PER_SECOND = 40_000;

    /** Of what the samples take; stems that are silent for long take less still. */
    private static final double FLAC_SHARE = 0.3;

    private StemSizes() {}

    /**
     * Bytes of all files of a separation.
     *
     * @param ofModel the stems that the model has
     * @param seconds of the track
     */
    static long of(SeparationOptions options, List<String> ofModel, double seconds) {
        Double preview = options.previewSeconds();
        double length = preview == null ? seconds : Math.min(preview, seconds);
        return Math.round(length * bytesPerSecond(options) * files(options, ofModel));
    }

    private static long files(SeparationOptions options, List<String> ofModel) {
        long stems = options.twoStems() != null
                ? 2
                : (options.stems().isEmpty() ? ofModel : options.stems())
                        .stream()
                                .filter(stem -> !options.without().contains(stem))
                                .count();
        return options.residual() ? stems + 1 : stems;
    }

    private static double bytesPerSecond(SeparationOptions options) {
        int samples = SAMPLES_PER_SECOND * bytesOf(options.bitDepth());
        return switch (options.format()) {
            case WAV -> samples;
            case FLAC -> FLAC_SHARE * samples;
            case MP3 -> MP3_BYTES_PER_SECOND;
        };
    }

    private static int bytesOf(BitDepth depth) {
        return switch (depth) {
            case I16 -> 2;
            case I24 -> 3;
            case F32 -> 4;
        };
    }
}
