package io.soundforge.alchemy.dsp.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.spectrum.Stft;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoSongTest {
    private final DemoSong song = new DemoSong();

    @Test
    void song_lastsElevenBars() {
        // 44 beats of 60 / 112 s.
        assertThat((double) song.frames() / DemoSong.SAMPLE_RATE).isCloseTo(44 * 60 / 112.0, within(1e-3));
    }

    @Test
    void mix_isTheSumOfFourStemsInOrder() {
        Map<String, float[][]> stems = song.stems();
        float[][] mix = song.mix();

        assertThat(stems.keySet()).containsExactly("drums", "bass", "other", "vocals");
        for (int i = 0; i < song.frames(); i += 97) {
            float left = 0;
            for (float[][] stem : stems.values()) {
                left += stem[0][i];
            }
            assertThat(mix[0][i]).isEqualTo(left);
        }
    }

    @Test
    void mix_leavesHeadroomAtAUsualLevel() {
        float[][] mix = song.mix();

        assertThat(peak(mix)).isBetween(0.5, 0.9);
        // The mean power of both channels; the K-weighted figure, about -14 LUFS, is near it for this spectrum.
        assertThat(10 * Math.log10(meanSquare(mix))).isBetween(-17.0, -13.0);
    }

    @Test
    void everyStem_isHeard() {
        song.stems()
                .forEach((name, stem) ->
                        assertThat(10 * Math.log10(meanSquare(stem))).as(name).isBetween(-26.0, -17.0));
    }

    @Test
    void voiceAndBass_areInTheCentre() {
        assertThat(sideShare("vocals")).isLessThan(0.02);
        assertThat(sideShare("bass")).isLessThan(1e-6);
        assertThat(sideShare("other")).isGreaterThan(0.1);
    }

    @Test
    void secondPlay_givesTheSameBytes() {
        assertThat(new DemoSong().mix()).isEqualTo(song.mix());
    }

    @Test
    void tonic_isTheStrongestPitchClass() {
        double[] classes = new double[12];
        Stft stft = new Stft(8192, 2048);
        float[][] magnitudes = stft.analyze(song.mix()[0]).magnitudes();
        for (float[] frame : magnitudes) {
            for (int k = 15; k < 350; k++) {
                double frequency = (double) k * DemoSong.SAMPLE_RATE / 8192;
                long pitch = Math.round(69 + 12 * Math.log(frequency / 440) / Math.log(2));
                classes[(int) (pitch % 12)] += frame[k];
            }
        }
        int strongest = 0;
        for (int i = 1; i < 12; i++) {
            strongest = classes[i] > classes[strongest] ? i : strongest;
        }

        // MIDI numbers count from C, so A is 9.
        assertThat(strongest).isEqualTo(9);
        assertThat(DemoSong.TONIC + " " + DemoSong.MODE).isEqualTo("A minor");
    }

    @Test
    void kicks_fallOnTheGridOfTheTempo() {
        float[] drums = song.stems().getOrDefault("drums", new float[2][0])[0];
        double framesPerBeat = DemoSong.SAMPLE_RATE * 60 / DemoSong.BPM;

        for (int bar = 0; bar < 10; bar++) {
            int beat = (int) Math.round(bar * DemoSong.BEATS_PER_BAR * framesPerBeat);
            assertThat(energy(drums, beat, 2000)).isGreaterThan(5 * energy(drums, beat - 2100, 2000));
        }
    }

    private double sideShare(String name) {
        float[][] stem = song.stems().getOrDefault(name, new float[2][1]);
        double mid = 0;
        double side = 0;
        for (int i = 0; i < stem[0].length; i++) {
            mid += Math.pow(stem[0][i] + stem[1][i], 2);
            side += Math.pow(stem[0][i] - stem[1][i], 2);
        }
        return side / (mid + side);
    }

    private static double energy(float[] samples, int start, int count) {
        double energy = 0;
        for (int i = Math.max(0, start); i < start + count; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return energy;
    }

    private static double meanSquare(float[][] samples) {
        return (energy(samples[0], 0, samples[0].length) + energy(samples[1], 0, samples[1].length))
                / (2.0 * samples[0].length);
    }

    private static double peak(float[][] samples) {
        double peak = 0;
        for (float[] channel : samples) {
            for (float sample : channel) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }
}
