package io.soundforge.alchemy.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import org.junit.jupiter.api.Test;

class RoundedFactsTest {
    private static final int RATE = 22_050;

    @Test
    void waltz_isToldInTheWordsOfTheContract() {
        Studio studio = new Studio(RATE, 15);
        Grooves.on(studio, 132, 3).kicks(0).snares(1, 2).chords(Chords.inKey(6, false, 0, 5, 7, 0));

        TrackAnalysis analysis = analyze(studio);

        assertThat(analysis.duration()).isEqualTo(15.0);
        assertThat(analysis.bpm()).isCloseTo(132, within(0.05));
        assertThat(analysis.timeSignature()).isEqualTo("3/4");
        assertThat(analysis.tempi()).hasSize(2).allMatch(tempo -> tempo.salience() >= 0 && tempo.salience() <= 1);
        assertThat(analysis.tempi().get(0).bpm()).isEqualTo(analysis.bpm());
        assertThat(analysis.rhythmRegularity()).isBetween(0.9, 1.0);
        assertThat(analysis.onsets())
                .hasSizeBetween(30, 15 * 34)
                .isSorted()
                .allMatch(onset -> onset <= 15 && decimals(onset) <= 4);
        assertThat(analysis.beats()).containsAll(analysis.downbeats()).allMatch(time -> decimals(time) <= 4);
        assertThat(analysis.key()).satisfies(key -> {
            assertThat(key.text()).isEqualTo("F# major");
            assertThat(key.camelot()).isEqualTo("2B");
        });
        assertThat(analysis.loudness().integratedLufs())
                .satisfies(lufs -> assertThat(decimals(lufs)).isLessThanOrEqualTo(2));
        assertThat(analysis.waveform()).hasSize(1000).allMatch(peak -> decimals(peak) <= 4);
        assertThat(analysis.spectrum()).satisfies(spectrum -> {
            assertThat(decimals(spectrum.centroidHz())).isLessThanOrEqualTo(1);
            assertThat(spectrum.contrastDb()).hasSize(7).allMatch(contrast -> decimals(contrast) <= 2);
            assertThat(spectrum.magnitudes()).hasSize(100).contains(1.0).allMatch(value -> value >= 0 && value <= 1);
        });
        assertThat(analysis.sections()).containsExactly(new Section(0, 15, "A", 1.0));
        assertThat(analysis.notes())
                .isNotEmpty()
                .allMatch(note -> decimals(note.start()) <= 4 && decimals(note.end()) <= 4)
                .allMatch(note -> note.start() < note.end() && note.end() <= 15);
        assertThat(analysis.reasons()).isEmpty();
    }

    @Test
    void silence_isNullWithReasons() {
        TrackAnalysis analysis = analyze(new Studio(RATE, 5));

        assertThat(analysis.bpm()).isNull();
        assertThat(analysis.beatConfidence()).isNull();
        assertThat(analysis.beats()).isEmpty();
        assertThat(analysis.timeSignature()).isNull();
        assertThat(analysis.tempi()).isEmpty();
        assertThat(analysis.rhythmRegularity()).isNull();
        assertThat(analysis.onsets()).isEmpty();
        assertThat(analysis.key()).isNull();
        assertThat(analysis.loudness()).isEqualTo(new LoudnessEstimate(null, null, null));
        assertThat(analysis.spectrum()).isNull();
        assertThat(analysis.sections()).isEmpty();
        assertThat(analysis.notes()).isEmpty();
        assertThat(analysis.reasons())
                .containsKeys("spectrum", "sections", "notes", "tempi", "rhythmRegularity", "onsets")
                .containsKeys("bpm", "beatConfidence", "beats", "timeSignature", "key", "integratedLufs");
    }

    private static TrackAnalysis analyze(Studio studio) {
        TrackAnalyzer analyzer = new TrackAnalyzer(RATE, 1);
        analyzer.process(new float[][] {studio.mono()}, studio.mono().length);
        return RoundedFacts.of(analyzer.finish());
    }

    private static int decimals(double value) {
        String text = Double.toString(value);
        return text.contains("E") ? Integer.MAX_VALUE : text.length() - text.indexOf('.') - 1;
    }
}
