package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes sound and WAV files out of nothing. Samples are interleaved. */
public final class SynthesizedWav {
    private static final int FLOAT_FORMAT = 3;
    private static final int INTEGER_FORMAT = 1;

    private SynthesizedWav() {}

    /** A sine of amplitude 0.5, the same in all channels. */
    public static float[] sine(double frequency, int sampleRate, int channels, double seconds) {
        int frames = (int) Math.round(seconds * sampleRate);
        float[] samples = new float[frames * channels];
        for (int i = 0; i < samples.length; i++) {
            int frame = i / channels;
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * frame / sampleRate));
        }
        return samples;
    }

    /** White noise within ±0.5, every channel its own, from a fixed seed. */
    public static float[] noise(int frames, int channels) {
        SplittableRandom seeded = new SplittableRandom(42);
        float[] samples = new float[frames * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (seeded.nextDouble() - 0.5);
        }
        return samples;
    }

    /** Writes a WAV of float32 samples. */
    public static Path write(Path file, int sampleRate, int channels, float[] samples) throws IOException {
        byte[] data = littleEndian(samples);
        return Files.write(file, concat(header(FLOAT_FORMAT, sampleRate, channels, 32, data.length), data));
    }

    /** A 16-bit WAV whose header claims anything, over the given bytes of data. */
    public static byte[] claiming(long sampleRate, int channels, long dataBytes, byte[] data) {
        return concat(header(INTEGER_FORMAT, sampleRate, channels, 16, dataBytes), data);
    }

    /** The bytes of a {@code .f32} file. */
    public static byte[] littleEndian(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(samples);
        return bytes.array();
    }

    /** The samples of a {@code .f32} file. */
    public static float[] floats(byte[] littleEndian) {
        float[] samples = new float[littleEndian.length / Float.BYTES];
        ByteBuffer.wrap(littleEndian)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(samples);
        return samples;
    }

    /** RIFF header of 44 bytes (<a href="http://soundfile.sapp.org/doc/WaveFormat/">layout</a>). */
    private static byte[] header(int format, long sampleRate, int channels, int bits, long dataBytes) {
        int frame = channels * bits / 8;
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (36 + dataBytes))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt((int) sampleRate)
                .putInt((int) (sampleRate * frame))
                .putShort((short) frame)
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) dataBytes)
                .array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
