package io.soundforge.alchemy.bench.tonal;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The same audio for another program. */
final class SpeedFiles {
    private static final int CHANNELS = 2;

    private SpeedFiles() {}

    /** Writes {@code song.wav} of 16 bits; and ffmpeg, whose name {@code ffmpeg.path} holds. */
    static void write(Path folder, int rate, long frames, Consumer<SpeedBench.Sink> audio) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("song.wav")))) {
            out.write(header(rate, (int) (frames * CHANNELS * Short.BYTES)));
            audio.accept((channels, count) -> write(out, channels, count));
        }
        String ffmpeg = BundledFfmpeg.ofThisPlatform().unpack(folder).binary().toString();
        Files.writeString(folder.resolve("ffmpeg.path"), ffmpeg);
    }

    private static void write(OutputStream out, float[][] channels, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * CHANNELS * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            for (float[] channel : channels) {
                bytes.putShort((short) Math.round(32767 * channel[i]));
            }
        }
        try {
            out.write(bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException("song.wav could not be written", e);
        }
    }

    private static byte[] header(int rate, int dataBytes) {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + dataBytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) CHANNELS)
                .putInt(rate)
                .putInt(rate * CHANNELS * Short.BYTES)
                .putShort((short) (CHANNELS * Short.BYTES))
                .putShort((short) (8 * Short.BYTES))
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(dataBytes)
                .array();
    }
}
