package io.soundforge.alchemy.dsp.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralEngineTest {
    private static final int RATE = 44_100;
    private static final int FRAMES = 343_980;
    private static final int DRUMS = 0;
    private static final int BASS = 1;
    private static final int OTHER = 2;
    private static final int VOCALS = 3;

    private final SpectralEngine engine = new SpectralEngine();

    static Stream<float[][]> hardSignals() {
        float[] noise = Signals.noise(1, 1, FRAMES);
        float[] negative = noise.clone();
        for (int i = 0; i < FRAMES; i++) {
            negative[i] = -noise[i];
        }
        return Stream.of(
                new float[2][FRAMES],
                both(Signals.constant(0.5f, FRAMES)),
                both(Signals.impulse(0, 1, FRAMES)),
                both(Signals.impulse(FRAMES - 1, -1, FRAMES)),
                Signals.stereoNoise(2, 1, FRAMES),
                new float[][] {noise, negative},
                new float[][] {noise, new float[FRAMES]},
                both(Signals.noise(4, 1e-30, FRAMES)),
                both(Signals.sine(21_900, 1, FRAMES, RATE)));
    }

    @ParameterizedTest
    @MethodSource("hardSignals")
    void stems_areFiniteAndSumToTheMix(float[][] mix) {
        Stems stems = separate(mix);

        for (float[][] stem : stems.samples) {
            assertThat(finite(stem)).isTrue();
        }
        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThanOrEqualTo(1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void shortTrack_comesBackAtItsLength(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(9, 0.5, frames);
        Stems stems = new Stems(4, frames);

        SeparationInMemory.run(engine, new ArrayPcm(mix, RATE), stems, Progress.NONE);

        assertThat(stems.next).isEqualTo(frames);
        assertThat(Stems.largestDifference(stems.sum(), mix)).isLessThanOrEqualTo(1e-6);
    }

    @Test
    void loudMix_sumsToItselfRelativeToItsLevel() {
        float[][] mix = Signals.stereoNoise(5, 1000, FRAMES);

        assertThat(Stems.largestDifference(separate(mix).sum(), mix)).isLessThan(1000 * 1e-6);
    }

    @Test
    void sameMix_givesTheSameBytesWhateverCameBefore() {
        float[][] mix = Signals.stereoNoise(6, 0.5, FRAMES);
        Stems first = separate(mix);
        separate(both(Signals.clicks(0.5, 1, FRAMES, RATE)));

        assertThat(separate(mix).samples).isEqualTo(first.samples);
    }

    @Test
    void level_doesNotChangeTheShares() {
        float[][] mix = both(Signals.clicks(0.5, 0.5, FRAMES, RATE));
        float[][] quiet = new float[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            quiet[0][i] = quiet[1][i] = mix[0][i] / 1024;
        }

        // A power of two scales floats without rounding; only the final subtraction may round differently.
        assertThat(share(quiet, DRUMS)).isCloseTo(share(mix, DRUMS), within(1e-6));
    }

    @Test
    void clicks_areDrums() {
        assertThat(share(both(Signals.clicks(0.5, 0.8, FRAMES, RATE)), DRUMS)).isGreaterThan(0.9);
    }

    @Test
    void lowCentredTone_isBass() {
        assertThat(share(both(notes(55, 0, 0)), BASS)).isGreaterThan(0.9);
    }

    @Test
    void centredMelodyWithVibrato_isVocals() {
        assertThat(share(both(notes(330, 5.5, 0.01)), VOCALS)).isGreaterThan(0.9);
    }

    @Test
    void sameMelodyFromOneSide_isOther() {
        assertThat(share(new float[][] {notes(330, 5.5, 0.01), new float[FRAMES]}, OTHER))
                .isGreaterThan(0.9);
    }

    @Test
    void identity_isFixed() {
        assertThat(engine.fingerprint()).isEqualTo("spectral-1");
        assertThat(engine.stems()).isEqualTo(List.of("drums", "bass", "other", "vocals"));
        assertThat(engine.segmentFrames()).isEqualTo(FRAMES);
        assertThat(engine.normalizesTrack()).isFalse();
    }

    private Stems separate(float[][] mix) {
        Stems stems = new Stems(4, FRAMES);
        engine.separate(mix, stems.samples);
        return stems;
    }

    /** Part of the energy of all stems that is in one of them. */
    private double share(float[][] mix, int stem) {
        float[][][] stems = separate(mix).samples;
        return energy(stems[stem])
                / Arrays.stream(stems).mapToDouble(SpectralEngineTest::energy).sum();
    }

    /** Half-second notes of six harmonics on four steps of a scale, each with soft ends. */
    private static float[] notes(double pitch, double vibratoHz, double depth) {
        double[] steps = {1, 9 / 8.0, 5 / 4.0, 4 / 3.0};
        float[] samples = new float[FRAMES];
        int length = RATE / 2;
        double phase = 0;
        for (int i = 0; i < FRAMES; i++) {
            double vibrato = 1 + depth * Math.sin(2 * Math.PI * vibratoHz * i / RATE);
            phase += 2 * Math.PI * pitch * steps[i / length % 4] * vibrato / RATE;
            double softEnds = Math.min(1, 20.0 * Math.min(i % length, length - i % length) / length);
            for (int k = 1; k <= 6; k++) {
                samples[i] += (float) (0.2 * softEnds * Math.sin(k * phase) / (k * k));
            }
        }
        return samples;
    }

    private static float[][] both(float[] mono) {
        return new float[][] {mono, mono.clone()};
    }

    private static double energy(float[][] stem) {
        double energy = 0;
        for (float[] channel : stem) {
            for (float sample : channel) {
                energy += (double) sample * sample;
            }
        }
        return energy;
    }

    private static boolean finite(float[][] stem) {
        for (float[] channel : stem) {
            for (float sample : channel) {
                if (!Float.isFinite(sample)) {
                    return false;
                }
            }
        }
        return true;
    }
}
