package io.soundforge.alchemy.bench.stems;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads stereo WAV files at 44.1 kHz: 16 or 24 bits, or 32-bit float. */
final class WavFile {
    private WavFile() {}

    static float[][] read(Path file) throws IOException {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = stream.getFormat();
            if (format.getChannels() != 2 || format.getSampleRate() != 44_100 || format.isBigEndian()) {
                throw new IOException("expected 2 channels at 44100 Hz in " + file + "; got " + format);
            }
            return planar(stream.readAllBytes(), format);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("expected a WAV file; got " + file, e);
        }
    }

    private static float[][] planar(byte[] bytes, AudioFormat format) throws IOException {
        int width = format.getFrameSize() / 2;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[][] samples = new float[2][bytes.length / format.getFrameSize()];
        for (int i = 0; i < samples[0].length; i++) {
            for (int c = 0; c < 2; c++) {
                samples[c][i] = sample(buffer, (2 * i + c) * width, width, format);
            }
        }
        return samples;
    }

    private static float sample(ByteBuffer buffer, int at, int width, AudioFormat format) throws IOException {
        if (AudioFormat.Encoding.PCM_FLOAT.equals(format.getEncoding()) && width == 4) {
            return buffer.getFloat(at);
        }
        if (AudioFormat.Encoding.PCM_SIGNED.equals(format.getEncoding()) && width == 2) {
            return buffer.getShort(at) / 32_768f;
        }
        if (AudioFormat.Encoding.PCM_SIGNED.equals(format.getEncoding()) && width == 3) {
            int high = buffer.get(at + 2) << 16;
            return (high | (buffer.getShort(at) & 0xffff)) / 8_388_608f;
        }
        throw new IOException("expected 16 or 24 bits or 32-bit float; got " + format);
    }
}
