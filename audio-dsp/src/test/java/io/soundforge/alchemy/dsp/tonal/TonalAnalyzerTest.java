package io.soundforge.alchemy.dsp.tonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import java.util.ArrayList;
import java.util.List;
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
        Grooves.on(loop, 120, 4).chords(Chords.inKey(0, false, 9, 5, 0, 7));

        assertThat(find(cadence(0, false, 0)).confidence())
                .isGreaterThan(find(loop).confidence() + 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 10})
    void minorLoop_thatItsRelativeMajorExplainsToo_isMinor(int pitchClass) {
        Studio studio = new Studio(RATE, 20);
        // i VI III VII, as minor chords and major ones of the natural scale
        Grooves.on(studio, 120, 4).chords(triads(pitchClass, new int[] {0, 8, 3, 10}, true, false, false, false));

        KeyFinding finding = find(studio);

        assertThat(finding.key()).isEqualTo(new MusicalKey(pitchClass, true));
        assertThat(finding.second()).isNotNull().isNotEqualTo(finding.key());
        assertThat(finding.confidence()).isGreaterThan(finding.secondConfidence());
        assertThat(finding.stretches()).extracting(KeySpan::key).containsOnly(new MusicalKey(pitchClass, true));
    }

    /** IV V vi I, cut so that it begins and ends with IV: neither A, where it begins, nor B, which sounds the longest, is its key. */
    @Test
    void excerptThatBeginsOnTheSubdominant_isInTheKeyOfItsScale() {
        Studio studio = new Studio(RATE, 20);
        double at = 0;
        for (int chord = 0; at < 20; chord++) {
            int root = List.of(57, 59, 61, 64).get(chord % 4);
            boolean minor = chord % 4 == 2;
            for (int tone : new int[] {-24, 0, minor ? 3 : 4, 7}) {
                for (int beat = 0; beat < (chord % 4 == 1 ? 6 : 4); beat++) {
                    studio.note(at + beat * 0.5, 0.6, root + tone, 0.15);
                }
            }
            at += chord % 4 == 1 ? 3 : 2;
        }

        KeyFinding finding = find(studio);

        assertThat(finding.key()).isIn(new MusicalKey(4, false), new MusicalKey(1, true));
        assertThat(finding.second()).isIn(new MusicalKey(4, false), new MusicalKey(1, true));
        assertThat(finding.stretches()).extracting(KeySpan::key).containsExactly(finding.key());
    }

    @Test
    void secondHalf_twoSemitonesHigher_isAKeyChange() {
        Studio studio = new Studio(RATE, 80);
        List<int[]> chords = new ArrayList<>();
        for (int bar = 0; bar < 40; bar++) {
            int tonic = bar < 20 ? 0 : 2;
            chords.addAll(Chords.inKey(tonic, false, List.of(0, 5, 7, 0).get(bar % 4)));
        }
        Grooves.on(studio, 120, 4).chords(chords);

        List<KeySpan> spans = find(studio).stretches();

        assertThat(spans).extracting(KeySpan::key).containsExactly(new MusicalKey(0, false), new MusicalKey(2, false));
        assertThat(spans.get(1).start()).isCloseTo(Grooves.FIRST_BEAT + 40, within(4.0));
    }

    @Test
    void chords_onBeats_areThoseThatArePlayed() {
        Studio studio = new Studio(RATE, 16);
        Grooves.on(studio, 120, 4).chords(triads(9, new int[] {0, 5, 3, 10}, true, true, false, false));
        TonalAnalyzer analyzer = listen(studio);
        analyzer.finish();
        List<Double> beats = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            beats.add(Grooves.FIRST_BEAT + i * 0.5);
        }

        List<ChordSpan> chords = analyzer.chords(beats, 16);

        assertThat(chords.get(0).start()).isZero();
        assertThat(chords.get(chords.size() - 1).end()).isEqualTo(16);
        for (int bar = 0; bar < 7; bar++) {
            double middle = Grooves.FIRST_BEAT + 2 * bar + 1;
            ChordSpan sounding = chords.stream()
                    .filter(chord -> chord.start() <= middle && middle < chord.end())
                    .findFirst()
                    .orElseThrow();
            assertThat(sounding.chord())
                    .isEqualTo(List.of("A:min", "D:min", "C:maj", "G:maj").get(bar % 4));
            assertThat(sounding.confidence()).isBetween(0.3, 1.0);
        }
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

    private static List<int[]> triads(int tonic, int[] degrees, boolean... minor) {
        List<int[]> chords = new ArrayList<>();
        for (int i = 0; i < degrees.length; i++) {
            int root = 60 + (tonic + degrees[i]) % 12;
            chords.add(new int[] {root, root + (minor[i] ? 3 : 4), root + 7});
        }
        return chords;
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
