package io.soundforge.alchemy.dsp.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlayerPeaksTest {
    @Test
    void documents_holdTheLowestAndHighestOfEveryPixelAndChannel() throws IOException {
        float[] left = new float[600];
        float[] right = new float[600];
        left[0] = 0.5f;
        left[255] = -0.25f;
        left[256] = 2;
        right[511] = -1;
        Arrays.fill(right, 512, 600, 0.25f);
        PlayerPeaks peaks = new PlayerPeaks(44_100, 2);
        for (int at = 0; at < 600; at += 100) {
            float[][] part = {Arrays.copyOfRange(left, at, at + 100), Arrays.copyOfRange(right, at, at + 100)};
            peaks.process(part, 100);
        }
        peaks.finish();

        assertThat(json(peaks))
                .isEqualTo("{\"version\":2,\"channels\":2,\"sample_rate\":44100,\"samples_per_pixel\":256,\"bits\":8,"
                        + "\"length\":3,\"data\":[-32,64,0,0,0,127,-128,0,0,0,32,32]}\n");
        ByteBuffer dat = ByteBuffer.wrap(dat(peaks)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new int[] {dat.getInt(), dat.getInt(), dat.getInt(), dat.getInt(), dat.getInt(), dat.getInt()})
                .containsExactly(2, 1, 44_100, 256, 3, 2);
        byte[] data = new byte[12];
        dat.get(data);
        assertThat(data).containsExactly(-32, 64, 0, 0, 0, 127, -128, 0, 0, 0, 32, 32);
        assertThat(dat.hasRemaining()).isFalse();
    }

    @Test
    void whatIsNotANumber_countsAsSilence() throws IOException {
        PlayerPeaks peaks = new PlayerPeaks(8000, 1);
        peaks.process(new float[][] {{Float.NaN, Float.NaN}}, 2);
        peaks.finish();

        assertThat(json(peaks)).contains("\"length\":1,\"data\":[0,0]");
    }

    private static String json(PlayerPeaks peaks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        peaks.writeJson(out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] dat(PlayerPeaks peaks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        peaks.writeDat(out);
        return out.toByteArray();
    }
}
