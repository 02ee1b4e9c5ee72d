package io.soundforge.alchemy.dsp.separation.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.Signals;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
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
    private static final int FRAMES = 560 * 1024;
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
        float[][][] stems = Separated.segment(engine, mix);

        for (float[][] stem : stems) {
            assertThat(finite(stem)).isTrue();
        }
        assertThat(Separated.largestDifference(Separated.sum(stems), mix)).isLessThanOrEqualTo(1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void shortTrack_comesBackAtItsLength(int frames) throws IOException {
        float[][] mix = Signals.stereoNoise(9, 0.5, frames);

        float[][][] stems = Separated.track(engine, mix);

        assertThat(Separated.largestDifference(Separated.sum(stems), mix)).isLessThanOrEqualTo(1e-6);
    }

    @Test
    void loudMix_sumsToItselfRelativeToItsLevel() {
        float[][] mix = Signals.stereoNoise(5, 1000, FRAMES);

        assertThat(Separated.largestDifference(Separated.sum(Separated.segment(engine, mix)), mix))
                .isLessThan(1000 * 1e-6);
    }

    @Test
    void sameMix_givesTheSameBytesWhateverCameBefore() {
        float[][] mix = Signals.stereoNoise(6, 0.5, FRAMES);
        float[][][] first = Separated.segment(engine, mix);
        Separated.segment(engine, both(Signals.clicks(0.5, 1, FRAMES, RATE)));

        assertThat(Separated.segment(engine, mix)).isEqualTo(first);
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

    /** 12 dB louder on the left, as hardly a record has it: the side is 4 dB below the mid. */
    @Test
    void lowToneOffTheMiddle_isBass() {
        float[] left = notes(55, 0, 0);
        float[] right = new float[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            right[i] = left[i] / 4;
        }

        assertThat(share(new float[][] {left, right}, BASS)).isGreaterThan(0.8);
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
        assertThat(engine.fingerprint()).isEqualTo("spectral-3");
        assertThat(engine.stems()).isEqualTo(List.of("drums", "bass", "other", "vocals"));
        assertThat(engine.segmentFrames()).isEqualTo(FRAMES);
        assertThat(engine.tiling()).isEqualTo(new Tiling(FRAMES, 344 * 1024, 320 * 1024, Tiling.Taper.TRIANGLE));
        assertThat(engine.normalizesTrack()).isFalse();
    }

    /** Of two windows that lie a stride apart, both give the frames that both keep. */
    @Test
    void keptFrames_hardlyDependOnWhereTheSongWasCut() {
        float[][] song = new DemoSong().mix();
        Tiling tiling = engine.tiling();
        int halo = (FRAMES - tiling.chunkFrames()) / 2;
        int common = tiling.chunkFrames() - tiling.stride();
        float[][][] early = Separated.segment(engine, window(song, 0));
        float[][][] late = Separated.segment(engine, window(song, tiling.stride()));

        for (int s = 0; s < early.length; s++) {
            double difference = 0;
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < common; i++) {
                    double d = early[s][c][halo + tiling.stride() + i] - late[s][c][halo + i];
                    difference += d * d;
                }
            }
            double energy = energy(window(song, halo + tiling.stride(), common));
            assertThat(difference).as(engine.stems().get(s)).isLessThan(1e-4 * energy);
        }
    }

    private static float[][] window(float[][] song, int start) {
        return window(song, start, FRAMES);
    }

    private static float[][] window(float[][] song, int start, int frames) {
        return new float[][] {
            Arrays.copyOfRange(song[0], start, start + frames), Arrays.copyOfRange(song[1], start, start + frames)
        };
    }

    /** Part of the energy of all stems that is in one of them. */
    private double share(float[][] mix, int stem) {
        float[][][] stems = Separated.segment(engine, mix);
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
