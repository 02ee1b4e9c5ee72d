package io.soundforge.alchemy.dsp.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakEnvelopeTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 12_345, 44_100, 3_000_000})
    void anyLength_givesAThousandPoints(int frames) {
        PeakEnvelope envelope = new PeakEnvelope();
        envelope.process(new float[1][frames], frames);

        assertThat(envelope.finish()).hasSize(PeakEnvelope.POINTS);
    }

    @Test
    void fewerFramesThanPoints_giveAPointEach() {
        PeakEnvelope envelope = new PeakEnvelope();
        envelope.process(new float[][] {{0.1f, -0.5f, 0}, {0.2f, 0.1f, -2}}, 3);

        assertThat(envelope.finish()).containsExactly(0.2f, 0.5f, 1f);
    }

    @Test
    void nothing_givesNoPoints() {
        assertThat(new PeakEnvelope().finish()).isEmpty();
    }

    @Test
    void ramp_streamedInSmallBlocks_isDrawnWhereItHappens() {
        int frames = 1_000_000;
        PeakEnvelope envelope = new PeakEnvelope();
        float[][] block = new float[1][777];
        for (int done = 0; done < frames; done += 777) {
            int count = Math.min(777, frames - done);
            for (int i = 0; i < count; i++) {
                block[0][i] = -(float) (done + i) / frames;
            }
            envelope.process(block, count);
        }

        float[] points = envelope.finish();

        // Each point is the peak of its thousandth; bins are merged to 128 frames here.
        for (int p = 0; p < points.length; p++) {
            assertThat(points[p]).isCloseTo((p + 1) / 1000f, within(0.0003f));
        }
    }

    @Test
    void singleSample_survivesAllMerging() {
        int frames = 2_000_000;
        float[][] samples = new float[1][frames];
        samples[0][1_234_567] = 0.7f;
        PeakEnvelope envelope = new PeakEnvelope();
        envelope.process(samples, frames);

        float[] points = envelope.finish();

        assertThat(points[617]).isEqualTo(0.7f);
        float sum = 0;
        for (float point : points) {
            sum += point;
        }
        assertThat(sum).isEqualTo(0.7f);
    }
}
