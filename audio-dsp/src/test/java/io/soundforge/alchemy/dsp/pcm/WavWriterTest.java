package io.soundforge.alchemy.dsp.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WavWriterTest {
    private final float[][] signal = Signals.stereoNoise(3, 0.9, 40_000);

    /** The reader of the JDK is an independent judge of the container. */
    @ParameterizedTest
    @EnumSource(WavFormat.class)
    void file_parsesWithTheReaderOfTheJdk(WavFormat format) throws Exception {
        byte[] wav = wav(signal, format);

        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            AudioFormat read = in.getFormat();
            assertThat(read.getChannels()).isEqualTo(2);
            assertThat(read.getSampleRate()).isEqualTo(44_100f);
            assertThat(read.getSampleSizeInBits()).isEqualTo(format.bytes() * 8);
            assertThat(in.getFrameLength()).isEqualTo(40_000);
        }
    }

    @Test
    void float32_keepsEveryBitAndValuesBeyondFullScale() throws IOException {
        float[][] loud = {{0.1f, -3.5f, Float.MIN_VALUE}, {1f, 7f, -0f}};

        ByteBuffer data = chunk(wav(loud, WavFormat.FLOAT32), "data");

        for (int i = 0; i < 3; i++) {
            assertThat(data.getFloat()).isEqualTo(loud[0][i]);
            assertThat(data.getFloat()).isEqualTo(loud[1][i]);
        }
    }

    @Test
    void float32_carriesFormatThreeAndTheFactChunk() throws IOException {
        byte[] wav = wav(signal, WavFormat.FLOAT32);

        assertThat(chunk(wav, "fmt ").limit()).isEqualTo(18);
        assertThat(chunk(wav, "fmt ").getShort()).isEqualTo((short) 3);
        assertThat(chunk(wav, "fact").getInt()).isEqualTo(40_000);
    }

    @Test
    void int16_isWithinHalfAStep() throws IOException {
        ByteBuffer data = chunk(wav(signal, WavFormat.INT16), "data");

        for (int i = 0; i < 40_000; i++) {
            assertThat(data.getShort() / 32768.0).isCloseTo(signal[0][i], within(0.501 / 32768));
            assertThat(data.getShort() / 32768.0).isCloseTo(signal[1][i], within(0.501 / 32768));
        }
    }

    @Test
    void int24_isWithinHalfAStep() throws IOException {
        ByteBuffer data = chunk(wav(signal, WavFormat.INT24), "data");

        for (int i = 0; i < 40_000; i++) {
            assertThat(int24(data) / 8388608.0).isCloseTo(signal[0][i], within(0.501 / 8388608));
            assertThat(int24(data) / 8388608.0).isCloseTo(signal[1][i], within(0.501 / 8388608));
        }
    }

    @Test
    void integers_cutOffBeyondFullScaleInsteadOfWrapping() throws IOException {
        float[][] loud = {{2f, -2f, 1f, Float.NaN}};

        ByteBuffer data = chunk(wav(loud, WavFormat.INT16), "data");

        assertThat(new short[] {data.getShort(), data.getShort(), data.getShort(), data.getShort()})
                .containsExactly(32767, -32768, 32767, 0);
    }

    @Test
    void oddNumberOfDataBytes_isPaddedToAnEvenFile() throws IOException {
        byte[] wav = wav(new float[][] {{0.5f}}, WavFormat.INT24);

        assertThat(wav).hasSize(48);
        assertThat(chunk(wav, "data").limit()).isEqualTo(3);
    }

    @Test
    void moreThanARiffHeaderCanTell_isRefused() {
        PcmSource endless = new PcmSource() {
            @Override
            public int sampleRate() {
                return 44_100;
            }

            @Override
            public int channels() {
                return 2;
            }

            @Override
            public long frames() {
                return 1L << 30;
            }

            @Override
            public void read(long start, float[][] target, int offset, int count) {}
        };

        assertThatThrownBy(() -> WavWriter.write(endless, WavFormat.FLOAT32, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4294967295");
    }

    private static byte[] wav(float[][] samples, WavFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WavWriter.write(new ArrayPcm(samples, 44_100), format, out);
        return out.toByteArray();
    }

    private static ByteBuffer chunk(byte[] wav, String name) {
        return Objects.requireNonNull(chunks(wav).get(name), name);
    }

    /** Splits a file into its chunks and checks the sizes on the way. */
    private static Map<String, ByteBuffer> chunks(byte[] wav) {
        ByteBuffer file = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(name(file)).isEqualTo("RIFF");
        assertThat(file.getInt()).isEqualTo(wav.length - 8);
        assertThat(name(file)).isEqualTo("WAVE");
        Map<String, ByteBuffer> chunks = new HashMap<>();
        while (file.hasRemaining()) {
            String name = name(file);
            int bytes = file.getInt();
            chunks.put(name, file.slice(file.position(), bytes).order(ByteOrder.LITTLE_ENDIAN));
            file.position(file.position() + bytes + bytes % 2);
        }
        return chunks;
    }

    private static String name(ByteBuffer file) {
        byte[] name = new byte[4];
        file.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static int int24(ByteBuffer data) {
        return (data.get() & 0xff) | (data.get() & 0xff) << 8 | data.get() << 16;
    }
}
