package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** Reads interleaved little-endian float32 samples block by block, and refuses what cannot be sound. */
final class PcmReader {
    private static final int BLOCK_FRAMES = 16_384;
    private static final int EXPONENT = 0x7f80_0000;

    private final InputStream in;
    private final int sampleRate;
    private final int channels;
    private final double maxSeconds;
    private final ByteBuffer block;
    private int count;
    private long frames;

    PcmReader(InputStream in, int sampleRate, int channels, double maxSeconds) {
        this.in = in;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.maxSeconds = maxSeconds;
        this.block = ByteBuffer.allocate(BLOCK_FRAMES * channels * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the next block.
     *
     * @return its frames; 0 at the end. A last frame that is not whole is left out.
     * @throws AlchemyException CORRUPT_AUDIO for NaN and infinities, MEDIA_TOO_LONG beyond the limit
     */
    int next() throws IOException {
        int bytes = in.readNBytes(block.array(), 0, block.capacity());
        count = bytes / (channels * Float.BYTES);
        requireFinite();
        frames += count;
        if (frames > maxSeconds * sampleRate) {
            throw MediaLimits.tooLong("more than " + MediaLimits.time((double) frames / sampleRate), maxSeconds);
        }
        return count;
    }

    /** The bytes of the present block; the first {@link #blockBytes()} count. */
    byte[] bytes() {
        return block.array();
    }

    /** Frames of the present block. */
    int blockFrames() {
        return count;
    }

    int blockBytes() {
        return count * channels * Float.BYTES;
    }

    /** Spreads the present block over one array per channel. */
    void deinterleave(float[][] planes) {
        for (int frame = 0, at = 0; frame < count; frame++) {
            for (int channel = 0; channel < channels; channel++, at += Float.BYTES) {
                planes[channel][frame] = block.getFloat(at);
            }
        }
    }

    static float[][] planes(int channels) {
        return new float[channels][BLOCK_FRAMES];
    }

    /** Frames read so far. */
    long frames() {
        return frames;
    }

    private void requireFinite() {
        int samples = count * channels;
        for (int i = 0; i < samples; i++) {
            if ((block.getInt(i * Float.BYTES) & EXPONENT) == EXPONENT) {
                throw notFinite(block.getFloat(i * Float.BYTES), frames + i / channels, i % channels);
            }
        }
    }

    private AlchemyException notFinite(float sample, long frame, int channel) {
        return new AlchemyException(
                ErrorCode.CORRUPT_AUDIO,
                String.format(
                        Locale.ROOT,
                        "expected samples that are finite numbers; sample %d of channel %d (at %.3f s) is %s",
                        frame,
                        channel + 1,
                        (double) frame / sampleRate,
                        sample));
    }
}
