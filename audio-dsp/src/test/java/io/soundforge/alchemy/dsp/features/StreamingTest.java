package io.soundforge.alchemy.dsp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void decimator_toneInsideTheNewBand_keepsLevelAndTime(int factor) {
        int count = 9000;
        float[] tone = sine(0.3 / factor / 2, count);

        float[] out = decimated(factor, tone, 1000);

        assertThat(out).hasSize((count + factor - 1) / factor);
        for (int m = 100; m < out.length - 100; m++) {
            assertThat(out[m]).isCloseTo(tone[m * factor], within(0.003f));
        }
    }

    @Test
    void decimator_toneAboveTheNewBand_isGone() {
        float[] out = decimated(4, sine(0.2, 9000), 9000);

        // 0.2 of the old rate is 0.8 of the new one; -60 dB.
        for (int m = 50; m < out.length - 50; m++) {
            assertThat(Math.abs(out[m])).isLessThan(0.001f);
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 16", "64, 100", "256, 110.25", "1024, 220.5"})
    void frames_areCentredOnMultiplesOfTheHop(int size, double hop) {
        float[] ramp = new float[10_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i + 1;
        }
        List<Float> centres = new ArrayList<>();
        FrameCutter cutter = new FrameCutter(size, hop, (samples, offset) -> centres.add(samples[offset + size / 2]));
        for (int done = 0; done < ramp.length; done += 997) {
            int count = Math.min(997, ramp.length - done);
            cutter.accept(Arrays.copyOfRange(ramp, done, done + count), count);
        }
        cutter.finish();

        assertThat(centres).hasSize((int) Math.ceil((ramp.length - 0.5) / hop));
        for (int k = 0; k < centres.size(); k++) {
            assertThat(centres.get(k)).isEqualTo(1f + Math.round(k * hop));
        }
    }

    @Test
    void rows_overManyChunks_comeBack() {
        ShortRows rows = new ShortRows(3);
        for (int i = 0; i < 5000; i++) {
            rows.add(new short[] {(short) i, (short) -i, 7});
        }

        assertThat(rows.size()).isEqualTo(5000);
        assertThat(rows.get(4321, 0)).isEqualTo((short) 4321);
        assertThat(rows.get(2048, 1)).isEqualTo((short) -2048);
        assertThat(rows.get(0, 2)).isEqualTo((short) 7);
    }

    private static float[] sine(double cyclesPerSample, int count) {
        float[] sine = new float[count];
        for (int i = 0; i < count; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * cyclesPerSample * i);
        }
        return sine;
    }

    private static float[] decimated(int factor, float[] samples, int block) {
        float[] out = new float[samples.length];
        int[] filled = new int[1];
        Decimator decimator = new Decimator(factor, (part, count) -> {
            System.arraycopy(part, 0, out, filled[0], count);
            filled[0] += count;
        });
        for (int done = 0; done < samples.length; done += block) {
            int count = Math.min(block, samples.length - done);
            decimator.accept(Arrays.copyOfRange(samples, done, done + count), count);
        }
        decimator.finish();
        return Arrays.copyOf(out, filled[0]);
    }
}
