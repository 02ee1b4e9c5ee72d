package io.soundforge.alchemy.dsp.pcm;

import java.nio.ByteBuffer;

/** How a sample is written in a WAV file. Integers hold ±1 as full scale, rounded to nearest, cut off beyond. */
public enum WavFormat {
    INT16(1, 2) {
        @Override
        void put(float sample, ByteBuffer to) {
            to.putShort((short) quantize(sample, 1 << 15));
        }
    },
    INT24(1, 3) {
        @Override
        void put(float sample, ByteBuffer to) {
            int value = quantize(sample, 1 << 23);
            to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
        }
    },
    /** Samples as they are; values beyond ±1 survive. */
    FLOAT32(3, 4) {
        @Override
        void put(float sample, ByteBuffer to) {
            to.putFloat(sample);
        }
    };

    private final int tag;
    private final int bytes;

    WavFormat(int tag, int bytes) {
        this.tag = tag;
        this.bytes = bytes;
    }

    /** The format tag: 1 is WAVE_FORMAT_PCM, 3 is WAVE_FORMAT_IEEE_FLOAT. */
    int tag() {
        return tag;
    }

    /** Bytes per sample of one channel. */
    public int bytes() {
        return bytes;
    }

    abstract void put(float sample, ByteBuffer to);

    /** Not a number becomes silence: that is what Math.round makes of it. */
    private static int quantize(float sample, int fullScale) {
        long value = Math.round((double) sample * fullScale);
        return (int) Math.max(-fullScale, Math.min(fullScale - 1L, value));
    }
}
