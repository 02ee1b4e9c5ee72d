package io.soundforge.alchemy.dsp.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Signals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class F32FileTest {
    @TempDir
    Path folder;

    @Test
    void writtenBlocks_readBackFromAnyPosition_areTheSame() throws IOException {
        float[][] signal = Signals.stereoNoise(1, 1, 100_000);
        Path file = write(signal, 777);

        try (F32File pcm = new F32File(file, 44_100, 2)) {
            assertThat(pcm.frames()).isEqualTo(100_000);
            for (int[] range : new int[][] {{0, 100_000}, {99_999, 1}, {100_000, 0}, {31_000, 40_000}}) {
                float[][] target = new float[2][range[1] + 3];
                pcm.read(range[0], target, 3, range[1]);
                for (int c = 0; c < 2; c++) {
                    assertThat(Arrays.copyOfRange(target[c], 3, target[c].length))
                            .isEqualTo(Arrays.copyOfRange(signal[c], range[0], range[0] + range[1]));
                }
            }
        }
    }

    @Test
    void file_isInterleavedLittleEndian() throws IOException {
        Path file = write(new float[][] {{1f, 2f}, {-1f, -2f}}, 2);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(new float[] {bytes.getFloat(), bytes.getFloat(), bytes.getFloat(), bytes.getFloat()})
                .containsExactly(1f, -1f, 2f, -2f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void positionBeyondTwoGibibytes_isReadThere() throws IOException {
        Path file = folder.resolve("long.f32");
        long frames = 300_000_000L;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(frames * 8);
            sparse.seek((frames - 1) * 8);
            sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
        }

        try (F32File pcm = new F32File(file, 44_100, 2)) {
            float[][] target = new float[2][1];
            pcm.read(frames - 1, target, 0, 1);

            assertThat(pcm.frames()).isEqualTo(frames);
            assertThat(target).isEqualTo(new float[][] {{1f}, {2f}});
        }
    }

    @Test
    void rangeOutsideTheFile_isRefused() throws IOException {
        Path file = write(new float[2][10], 10);

        try (F32File pcm = new F32File(file, 44_100, 2)) {
            assertThatThrownBy(() -> pcm.read(5, new float[2][10], 0, 6)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> pcm.read(-1, new float[2][10], 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void halfAFrame_isRefusedWithBothNumbers() throws IOException {
        Path file = Files.write(folder.resolve("torn.f32"), new byte[12]);

        assertThatThrownBy(() -> new F32File(file, 44_100, 2).close())
                .isInstanceOf(IOException.class)
                .hasMessage("expected whole frames of 8 bytes; got 12 bytes");
    }

    private Path write(float[][] signal, int block) throws IOException {
        Path file = folder.resolve("signal.f32");
        try (F32Writer writer = new F32Writer(file, signal.length)) {
            for (int start = 0; start < signal[0].length; start += block) {
                writer.write(signal, start, Math.min(block, signal[0].length - start));
            }
            assertThat(writer.frames()).isEqualTo(signal[0].length);
        }
        return file;
    }
}
