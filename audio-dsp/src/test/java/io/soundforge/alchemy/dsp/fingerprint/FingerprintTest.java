package io.soundforge.alchemy.dsp.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By physics: what leaves a recording the same, and what makes it another. */
class FingerprintTest {
    private static final int RATE = 44_100;
    private static final float[] SONG = new DemoSong().mix()[0];
    private static final Fingerprint REFERENCE = print(SONG);

    private static Fingerprint print(float[] samples) {
        try {
            return Fingerprinter.of(new ArrayPcm(new float[][] {samples}, RATE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] resampled(float[] samples, double speed) {
        float[] out = new float[(int) (samples.length / speed) - 1];
        for (int i = 0; i < out.length; i++) {
            double at = i * speed;
            int from = (int) at;
            out[i] = (float) (samples[from] * (1 - (at - from)) + samples[from + 1] * (at - from));
        }
        return out;
    }

    /** Notes at random from a scale, each with five harmonics: other tunes for other seeds. */
    private static float[] tune(long seed, double beatSeconds) {
        Random random = new Random(seed);
        float[] out = new float[24 * RATE];
        int beat = (int) (beatSeconds * RATE);
        for (int start = 0; start < out.length; start += beat) {
            double hertz = 110 * Math.pow(2, random.nextInt(25) / 12.0);
            for (int i = 0; i < beat && start + i < out.length; i++) {
                double fade = Math.exp(-3.0 * i / beat);
                for (int harmonic = 1; harmonic <= 5; harmonic++) {
                    out[start + i] +=
                            (float) (0.15 * fade / harmonic * Math.sin(2 * Math.PI * hertz * harmonic * i / RATE));
                }
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 3})
    void gain_changesNothing(double gain) {
        float[] other = SONG.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] *= (float) gain;
        }

        assertThat(REFERENCE.distance(print(other))).isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 2048, 4097, 44_100, 99_999})
    void offset_leavesItTheSame(int frames) {
        float[] later = new float[SONG.length + frames];
        System.arraycopy(SONG, 0, later, frames, SONG.length);

        assertThat(REFERENCE.distance(print(later))).isLessThan(0.25);
        assertThat(REFERENCE.distance(print(Arrays.copyOfRange(SONG, frames, SONG.length))))
                .isLessThan(0.25);
    }

    @Test
    void noise20DecibelsBelow_leavesItTheSame() {
        Random random = new Random(1);
        double power = 0;
        for (float sample : SONG) {
            power += sample * sample;
        }
        double level = Math.sqrt(power / SONG.length) / 10;
        float[] noisy = SONG.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float) (random.nextGaussian() * level);
        }

        assertThat(REFERENCE.distance(print(noisy))).isLessThan(0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.97, 1.03})
    void anotherSpeed_isAnotherRecording(double speed) {
        assertThat(REFERENCE.distance(print(resampled(SONG, speed)))).isGreaterThan(Fingerprint.SAME);
    }

    @Test
    void sameTunePlayedFaster_isAnotherRecording() {
        Fingerprint studio = print(tune(7, 0.5));

        assertThat(studio.distance(print(tune(7, 0.5 * 1.03)))).isGreaterThan(Fingerprint.SAME);
        assertThat(studio.distance(print(tune(7, 0.5 / 1.03)))).isGreaterThan(Fingerprint.SAME);
    }

    @Test
    void otherTunes_areOtherRecordings() {
        Fingerprint[] prints = new Fingerprint[12];
        for (int seed = 0; seed < prints.length; seed++) {
            prints[seed] = print(tune(seed, 0.4 + 0.02 * seed));
        }
        double nearest = 1;
        for (int one = 0; one < prints.length; one++) {
            nearest = Math.min(nearest, REFERENCE.distance(prints[one]));
            for (int other = 0; other < one; other++) {
                nearest = Math.min(nearest, prints[one].distance(prints[other]));
            }
        }

        assertThat(nearest).isGreaterThan(Fingerprint.SAME);
    }

    @Test
    void bytes_areReadBack_andSmall() {
        byte[] bytes = REFERENCE.bytes();

        assertThat(Fingerprint.of(bytes)).isEqualTo(REFERENCE);
        assertThat(bytes.length).isLessThan(24 * 45);
        assertThatThrownBy(() -> Fingerprint.of(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooLittleAudio_isLikeNothing() {
        Fingerprint second = print(Arrays.copyOf(SONG, RATE));

        assertThat(second.distance(second)).isEqualTo(0.5);
        assertThat(print(new float[0]).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.33, 4.7, 11.99})
    void clip_isHeardWhereItWasCut(double start) {
        int from = (int) (start * RATE);
        Fingerprint clip = print(Arrays.copyOfRange(SONG, from, from + 8 * RATE));

        Fingerprint.Place place = REFERENCE.locate(clip).orElseThrow();

        assertThat(place.heard()).isTrue();
        assertThat(place.seconds()).isBetween(start - 0.2, start + 0.2);
        assertThat(REFERENCE.hear(clip)).contains(place);
    }

    /** At every start within a step, of which the middle is the worst. */
    @Test
    void quickLook_hearsWhatTheLongOneHears() {
        for (int shift = 0; shift < 4096; shift += 512) {
            int from = 3 * RATE + shift;
            Fingerprint clip = print(Arrays.copyOfRange(SONG, from, from + 8 * RATE));

            assertThat(REFERENCE.hear(clip)).as("%d samples later", shift).isEqualTo(REFERENCE.locate(clip));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1024, 2048, 3000, 4095, 4096})
    void clip_isMetExactly_howeverItsStepsFall(int frames) throws IOException {
        int from = 2 * RATE + frames;
        Fingerprint clip = Fingerprinter.ofClip(
                new ArrayPcm(new float[][] {Arrays.copyOfRange(SONG, from, from + 8 * RATE)}, RATE));

        Fingerprint.Place place = REFERENCE.locate(clip).orElseThrow();

        assertThat(place.errors()).isLessThan(0.08);
        assertThat(place.seconds()).isBetween((double) from / RATE - 0.03, (double) from / RATE + 0.03);
        assertThat(Fingerprint.ofClip(clip.bytes())).isEqualTo(clip);
    }

    @Test
    void silence_isMute_andASongIsNot() {
        assertThat(print(new float[10 * RATE]).mute()).isTrue();
        assertThat(REFERENCE.mute()).isFalse();
    }

    @Test
    void clipOfAnotherTune_isNotHeardAnywhere() {
        for (int seed = 1; seed <= 20; seed++) {
            Fingerprint clip = print(Arrays.copyOf(tune(seed, 0.5), 8 * RATE));

            assertThat(REFERENCE.locate(clip).orElseThrow().errors())
                    .as("tune %d", seed)
                    .isGreaterThan(0.38);
            assertThat(REFERENCE.hear(clip)).as("tune %d", seed).isEmpty();
        }
    }

    @Test
    void clipThatIsTooShortOrLongerThanTheRecording_hasNoPlace() {
        assertThat(REFERENCE.locate(print(Arrays.copyOf(SONG, 4 * RATE)))).isEmpty();
        assertThat(print(Arrays.copyOf(SONG, 8 * RATE)).locate(REFERENCE)).isEmpty();
        assertThat(REFERENCE.hear(print(Arrays.copyOf(SONG, 4 * RATE)))).isEmpty();
        assertThat(print(Arrays.copyOf(SONG, 8 * RATE)).hear(REFERENCE)).isEmpty();
    }
}
