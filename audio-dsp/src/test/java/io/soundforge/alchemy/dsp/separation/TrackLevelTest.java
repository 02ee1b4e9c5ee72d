package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.separation.spectral.SpectralEngine;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrackLevelTest {
    @Test
    void loudTrack_isBroughtDownToItsPeak_whereverThatIs() throws IOException {
        float[][] track = new float[2][100_000];
        track[1][99_999] = -1.8f;
        track[0][3] = 0.5f;
        TrackNormalization normalization = TrackLevel.PEAK_UP_TO_0_9.normalization(new ArrayPcm(track, 44_100));
        assertThat(normalization.mean()).isZero();
        assertThat(normalization.scale()).isCloseTo(2, within(1e-6));
    }

    @Test
    void quietTrackAndSilence_areLeftAlone() throws IOException {
        for (float level : new float[] {0, 0.2f, 0.9f}) {
            float[][] track = {Signals.constant(level, 10), Signals.constant(-level, 10)};
            assertThat(TrackLevel.PEAK_UP_TO_0_9
                            .normalization(new ArrayPcm(track, 44_100))
                            .scale())
                    .isCloseTo(1, within(1e-7));
        }
    }

    @Test
    void engines_sayIt_andTheOlderQuestionDecidesWhereTheyDoNot() throws IOException {
        float[][] track = Signals.stereoNoise(1, 0.5, 1000);
        assertThat(TrackLevel.AS_IS.normalization(new ArrayPcm(track, 44_100))).isEqualTo(TrackNormalization.NONE);
        assertThat(TrackLevel.UNIT_DEVIATION.normalization(new ArrayPcm(track, 44_100)))
                .isEqualTo(TrackStatistics.of(new ArrayPcm(track, 44_100)).normalization());
        try (SpectralEngine engine = new SpectralEngine()) {
            assertThat(engine.trackLevel()).isEqualTo(TrackLevel.AS_IS);
        }
    }
}
