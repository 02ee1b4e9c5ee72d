package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a file as a decoder really gives it: ffmpeg decodes a second to WAV on a pipe, whose header tells rate,
 * channels and where they belong and, unlike the report on stderr, cannot be imitated by a tag.
 */
final class FirstSecond implements ExternalProcess.OutputReader {
    private static final int LARGEST_FORMAT_CHUNK = 64;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int MASK_AT = 20;

    private final MediaLimits limits;
    private int sampleRate;
    private int channels;
    private int channelMask;
    private long frames;

    FirstSecond(MediaLimits limits) {
        this.limits = limits;
    }

    /** Hz; 0 if nothing came. */
    int sampleRate() {
        return sampleRate;
    }

    int channels() {
        return channels;
    }

    /** Speakers as the bits of a WAV header's mask, one for each channel; 0 if the header names none. */
    int channelMask() {
        return Integer.bitCount(channelMask) == channels ? channelMask : 0;
    }

    /** Frames decoded; 0 if the file holds no sound. */
    long frames() {
        return frames;
    }

    @Override
    public void read(InputStream stdout) throws IOException {
        DataInputStream wav = new DataInputStream(stdout);
        try {
            readHeader(wav);
        } catch (EOFException e) {
            return;
        }
        requireTaken(sampleRate, channels, limits);
        PcmReader samples = new PcmReader(stdout, sampleRate, channels, 2);
        while (samples.next() > 0) {
            frames = samples.frames();
        }
    }

    private void readHeader(DataInputStream wav) throws IOException {
        wav.readFully(new byte[12]);
        while (true) {
            byte[] name = new byte[4];
            wav.readFully(name);
            int size = Integer.reverseBytes(wav.readInt());
            String chunk = new String(name, StandardCharsets.US_ASCII);
            if (chunk.equals("data")) {
                return;
            }
            byte[] body = wav.readNBytes(Math.min(size, LARGEST_FORMAT_CHUNK));
            wav.skipNBytes(size - (long) body.length);
            if (chunk.equals("fmt ")) {
                ByteBuffer format = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
                channels = format.getShort(2) & 0xffff;
                sampleRate = format.getInt(4);
                boolean named = (format.getShort(0) & 0xffff) == EXTENSIBLE && body.length >= MASK_AT + Integer.BYTES;
                channelMask = named ? format.getInt(MASK_AT) : 0;
            }
        }
    }

    /** Refuses rates and channel counts outside the limits. */
    static void requireTaken(long sampleRate, int channels, MediaLimits limits) {
        if (channels < 1 || channels > limits.maxChannels()) {
            throw new AlchemyException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "expected audio of 1 to " + limits.maxChannels() + " channels; got " + channels);
        }
        if (sampleRate < MediaLimits.MIN_SAMPLE_RATE || sampleRate > MediaLimits.MAX_SAMPLE_RATE) {
            throw new AlchemyException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "expected a sample rate of " + MediaLimits.MIN_SAMPLE_RATE + " to " + MediaLimits.MAX_SAMPLE_RATE
                            + " Hz; got " + sampleRate);
        }
    }
}
