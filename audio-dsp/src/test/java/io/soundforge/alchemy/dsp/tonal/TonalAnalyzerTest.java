package io.soundforge.alchemy.dsp.tonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TonalAnalyzerTest {
    private static final int RATE = 11_025;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void cadence_everyMajorKey_isNamed(int pitchClass) {
        assertThat(find(cadence(pitchClass, false, 0)).key()).isEqualTo(new MusicalKey(pitchClass, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void cadence_everyMinorKey_isNamed(int pitchClass) {
        assertThat(find(cadence(pitchClass, true, 0)).key()).isEqualTo(new MusicalKey(pitchClass, true));
    }

    @ParameterizedTest
    @CsvSource({"30, 4, false", "-30, 4, false", "40, 9, true", "-40, 9, true"})
    void cadence_outOfTune_isNamedByItsOwnTuning(double cents, int pitchClass, boolean minor) {
        KeyFinding finding = find(cadence(pitchClass, minor, cents));

        assertThat(finding.key()).isEqualTo(new MusicalKey(pitchClass, minor));
        assertThat(finding.tuningCents()).isCloseTo(cents, within(3.0));
    }

    @ParameterizedTest
    @CsvSource({"2, false", "7, true"})
    void cadence_withDrums_keepsItsKey(int pitchClass, boolean minor) {
        Studio studio = new Studio(RATE, 12);
        Grooves.on(studio, 120, 4)
                .chords(Chords.inKey(pitchClass, minor, 0, 5, 7, 0))
                .kicks(0, 1, 2, 3)
                .snares(1, 3)
                .hats(0.5);

        assertThat(find(studio).key()).isEqualTo(new MusicalKey(pitchClass, minor));
    }

    @Test
    void cadence_isSurerThanALoopThatItsRelativeKeyExplainsToo() {
        Studio loop = new Studio(RATE, 12);
        Grooves.on(loop, 120, 4).chords(Chords.inKey(0, false, 0, 7, 9, 5));

        assertThat(find(cadence(0, false, 0)).confidence())
                .isGreaterThan(find(loop).confidence() + 0.1);
    }

    @Test
    void drumsAlone_haveNoKey() {
        Studio studio = new Studio(RATE, 12);
        Grooves.on(studio, 120, 4).kicks(0, 1, 2, 3).snares(1, 3).hats(0.5);

        assertNone(find(studio));
    }

    @Test
    void noise_hasNoKey() {
        Studio studio = new Studio(RATE, 8);
        studio.hiss(0.3);

        assertNone(find(studio));
    }

    @Test
    void silence_hasNoKey() {
        assertNone(find(new Studio(RATE, 5)));
    }

    @Test
    void singleNote_hasNoKey() {
        Studio studio = new Studio(RATE, 5);
        studio.pad(0, 5, 69, 0.5);

        assertNone(find(studio));
    }

    @Test
    void notes_betweenTwoMoments_areThoseThatSound() {
        Studio studio = new Studio(RATE, 4);
        studio.note(0, 2, 60, 0.3);
        studio.note(2, 2, 64, 0.3);
        TonalAnalyzer analyzer = listen(studio);
        analyzer.finish();

        assertThat(analyzer.notes(0.5, 1.5)[0]).isGreaterThan(0.5);
        assertThat(analyzer.notes(2.5, 3.5)[4]).isGreaterThan(0.5);
    }

    private static Studio cadence(int pitchClass, boolean minor, double cents) {
        Studio studio = new Studio(RATE, 9).tuned(cents);
        Grooves.on(studio, 112, 4).chords(Chords.inKey(pitchClass, minor, 0, 5, 7, 0));
        return studio;
    }

    private static TonalAnalyzer listen(Studio studio) {
        TonalAnalyzer analyzer = new TonalAnalyzer(studio.sampleRate());
        analyzer.accept(studio.mono(), studio.mono().length);
        return analyzer;
    }

    private static KeyFinding find(Studio studio) {
        return listen(studio).finish();
    }

    private static void assertNone(KeyFinding finding) {
        assertThat(finding.key()).isNull();
        assertThat(finding.reason()).isNotBlank();
        assertThat(finding.confidence()).isZero();
    }
}
