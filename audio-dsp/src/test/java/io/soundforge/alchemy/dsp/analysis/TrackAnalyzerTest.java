package io.soundforge.alchemy.dsp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.melody.PlayedNote;
import io.soundforge.alchemy.dsp.structure.Stretch;
import io.soundforge.alchemy.dsp.tonal.MusicalKey;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackAnalyzerTest {
    private static final int RATE = 44_100;

    @ParameterizedTest
    @CsvSource({"8000, 1", "11025, 2", "22050, 1", "44100, 2", "48000, 1", "96000, 2", "192000, 1"})
    void song_atAnyRate_givesTheSameFacts(int sampleRate, int channels) {
        AudioFacts facts = analyze(song(sampleRate, 12), channels);

        assertThat(facts.duration()).isCloseTo(12, within(1e-6));
        assertThat(facts.rhythm().bpm()).isCloseTo(118, within(0.05));
        assertThat(facts.rhythm().beatsPerBar()).isEqualTo(4);
        assertThat(facts.rhythm().beats()).allSatisfy(beat -> {
            double beats = (beat - Grooves.FIRST_BEAT) * 118 / 60;
            assertThat((beats - Math.round(beats)) * 60 / 118).isCloseTo(0, within(0.01));
        });
        assertThat(facts.key().key()).isEqualTo(new MusicalKey(9, true));
        assertThat(facts.loudness().integratedLufs()).isBetween(-40.0, 0.0);
        assertThat(facts.spectrum().centroidHz()).isBetween(100.0, sampleRate / 2.0);
        assertThat(facts.spectrum().magnitudes()).hasSize(100);
        assertThat(facts.structure().sections()).containsExactly(new Stretch(0, facts.duration(), "A", 1));
        assertThat(facts.notes().notes()).extracting(PlayedNote::pitch).contains(45, 38, 40);
        assertThat(facts.waveform()).hasSize(1000);
        assertThat(facts.reasons()).isEmpty();
    }

    @Test
    void result_doesNotDependOnBlockSizes() {
        Studio song = song(RATE, 8);
        float[] mono = song.mono();
        TrackAnalyzer pieces = new TrackAnalyzer(RATE, 1);
        Random random = new Random(2);
        for (int done = 0; done < mono.length; ) {
            int count = Math.min(1 + random.nextInt(9000), mono.length - done);
            pieces.process(new float[][] {Arrays.copyOfRange(mono, done, done + count)}, count);
            done += count;
        }

        assertThat(pieces.finish()).isEqualTo(analyze(song, 1));
    }

    @Test
    void secondTrack_isNotInfluencedByTheFirst() {
        Studio song = song(RATE, 6);

        assertThat(analyze(song, 2)).isEqualTo(analyze(song, 2));
    }

    @Test
    void notFiniteSamples_countAsSilence() {
        Studio song = song(RATE, 8);
        Studio holed = song(RATE, 8);
        Studio broken = song(RATE, 8);
        for (int i = 20_000; i < 20_400; i++) {
            holed.mono()[i] = 0;
            broken.mono()[i] = i % 3 == 0 ? Float.NaN : i % 3 == 1 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
        }

        AudioFacts facts = analyze(broken, 1);

        assertThat(facts).isEqualTo(analyze(holed, 1));
        assertThat(facts).isNotEqualTo(analyze(song, 1));
    }

    @Test
    void onlyNotFiniteSamples_areSilence() {
        Studio nothing = new Studio(RATE, 4);
        Arrays.fill(nothing.mono(), Float.NaN);

        AudioFacts facts = analyze(nothing, 2);

        assertThat(facts).isEqualTo(analyze(new Studio(RATE, 4), 2));
        assertThat(facts.reasons())
                .containsOnlyKeys(
                        "bpm",
                        "beatConfidence",
                        "tempi",
                        "rhythmRegularity",
                        "onsets",
                        "beats",
                        "timeSignature",
                        "downbeats",
                        "key",
                        "chords",
                        "integratedLufs",
                        "loudnessRangeLu",
                        "truePeakDbtp",
                        "maxMomentaryLufs",
                        "maxShortTermLufs",
                        "spectrum",
                        "sections",
                        "notes",
                        "cues");
    }

    @Test
    void absurdlyLoudSamples_giveFiniteNumbers() {
        Studio loud = song(RATE, 5);
        for (int i = 0; i < loud.mono().length; i++) {
            loud.mono()[i] *= Float.MAX_VALUE;
        }

        AudioFacts facts = analyze(loud, 2);

        assertThat(facts.loudness().integratedLufs()).isFinite();
        assertThat(facts.loudness().truePeakDbtp()).isFinite();
        assertThat(facts.waveform()).allMatch(point -> point >= 0 && point <= 1);
        assertThat(facts.rhythm().confidence()).isBetween(0.0, 1.0);
    }

    @Test
    void constantOffset_hasNoRhythmAndNoKey() {
        Studio offset = new Studio(RATE, 6);
        Arrays.fill(offset.mono(), 0.5f);

        AudioFacts facts = analyze(offset, 1);

        assertThat(facts.rhythm().bpm()).isNull();
        assertThat(facts.key().key()).isNull();
        assertThat(facts.waveform()).allMatch(point -> point == 0.5f);
    }

    @Test
    void blip_ofLessThanABlock_hasOnlyPeakAndOutline() {
        Studio blip = new Studio(RATE, 0.3);
        blip.note(0, 0.3, 69, 0.5);

        AudioFacts facts = analyze(blip, 2);

        assertThat(facts.duration()).isCloseTo(0.3, within(1e-9));
        assertThat(facts.loudness().truePeakDbtp()).isNotNull();
        assertThat(facts.waveform()).hasSize(1000);
        assertThat(facts.reasons()).containsKeys("bpm", "key", "integratedLufs", "loudnessRangeLu");
    }

    @Test
    void nothingAtAll_isAnsweredToo() {
        AudioFacts facts = new TrackAnalyzer(RATE, 2).finish();

        assertThat(facts.duration()).isZero();
        assertThat(facts.waveform()).isEmpty();
        assertThat(facts.reasons()).containsKeys("bpm", "key", "integratedLufs", "truePeakDbtp");
    }

    @Test
    void channelsOrRate_outOfRange_areRefused() {
        assertThatThrownBy(() -> new TrackAnalyzer(RATE, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new TrackAnalyzer(100, 2)).hasMessageContaining("got 100");
    }

    private static Studio song(int sampleRate, double seconds) {
        Studio studio = new Studio(sampleRate, seconds);
        Grooves.on(studio, 118, 4)
                .humanised(0.003)
                .kicks(0, 2)
                .snares(1, 3)
                .hats(0.5)
                .chords(Chords.inKey(9, true, 0, 5, 7, 0));
        return studio;
    }

    private static AudioFacts analyze(Studio studio, int channels) {
        float[][] samples = new float[channels][];
        Arrays.fill(samples, studio.mono());
        TrackAnalyzer analyzer = new TrackAnalyzer(studio.sampleRate(), channels);
        analyzer.process(samples, studio.mono().length);
        return analyzer.finish();
    }
}
