package io.soundforge.alchemy.audio.media;

/**
 * The result of the one decoding: what a {@code .f32} file holds.
 *
 * @param frames samples per channel, at 44.1 kHz
 * @param sha256 of the file, lower-case hex
 * @param decoder name and version of the program that decoded
 */
public record CanonicalAudio(long frames, String sha256, String decoder) {
    public static final int SAMPLE_RATE = 44_100;
    public static final int CHANNELS = 2;

    /** Seconds. */
    public double duration() {
        return (double) frames / SAMPLE_RATE;
    }
}
