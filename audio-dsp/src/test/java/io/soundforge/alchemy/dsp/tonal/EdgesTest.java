package io.soundforge.alchemy.dsp.tonal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static final int RATE = 11_025;
    private static final double SECONDS = 6;

    @Test
    void attackOutOfSilence_isABeginning_andSilenceAnEnd() {
        Edges edges = listen(t -> t < 0.3 || t > 5 ? 0 : 0.5);

        assertThat(edges.begins()).isTrue();
        assertThat(edges.ends()).isTrue();
    }

    @Test
    void noiseFloor_isSilence() {
        Edges edges = listen(t -> t < 0.3 || t > 5 ? 0.001 : 0.5);

        assertThat(edges.begins()).isTrue();
        assertThat(edges.ends()).isTrue();
    }

    @Test
    void whatWasCut_hasNeither() {
        Edges edges = listen(t -> 0.5);

        assertThat(edges.begins()).isFalse();
        assertThat(edges.ends()).isFalse();
    }

    @Test
    void fadeIn_isNoBeginning() {
        assertThat(listen(t -> 0.5 * Math.min(1, t / 2)).begins()).isFalse();
    }

    @Test
    void chordThatRingsOut_isAnEnd() {
        assertThat(listen(t -> t < 3 ? 0.5 : 0.5 * Math.exp(-(t - 3) * 2.5)).ends())
                .isTrue();
    }

    @Test
    void nothingOrSilence_hasNoAttack() {
        assertThat(new Edges(RATE).begins()).isFalse();
        assertThat(new Edges(RATE).ends()).isFalse();
        assertThat(listen(t -> 0).begins()).isFalse();
    }

    /** A tone of 200 Hz with this amplitude over time. */
    private static Edges listen(DoubleUnaryOperator amplitude) {
        Edges edges = new Edges(RATE);
        float[] block = new float[1];
        for (int i = 0; i < SECONDS * RATE; i++) {
            double t = (double) i / RATE;
            block[0] = (float) (amplitude.applyAsDouble(t) * Math.sin(2 * Math.PI * 200 * t));
            edges.accept(block, 1);
        }
        return edges;
    }
}
