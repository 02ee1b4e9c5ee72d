package io.soundforge.alchemy.dsp.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.AudioFacts;
import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureAnalyzerTest {
    private static final int RATE = 22_050;
    private static final double BPM = 120;
    private static final double BAR = 4 * 60 / BPM;
    private static final List<int[]> VERSE = Chords.inKey(9, true, 0, 5, 7, 0);
    private static final List<int[]> CHORUS = Chords.inKey(0, false, 0, 7, 5, 5);

    @Test
    void verseChorusVerse_isABA() {
        Studio studio = new Studio(RATE, 24 * BAR);
        verse(studio, 0, 8);
        chorus(studio, 8, 16);
        verse(studio, 16, 24);

        assertSections(studio, "ABA", 8, 16);
    }

    @ParameterizedTest
    @CsvSource({"8, 12, 20", "4, 12, 20"})
    void sectionsOfUnequalLength_areFoundAtTheirBars(int first, int second, int third) {
        Studio studio = new Studio(RATE, 28 * BAR);
        chorus(studio, 0, first);
        verse(studio, first, second);
        chorus(studio, second, third);
        verse(studio, third, 28);

        assertSections(studio, "ABAB", first, second, third);
    }

    @Test
    void sameDrumsOtherChords_areTwoSections() {
        Studio studio = new Studio(RATE, 16 * BAR);
        drums(studio, 0, 16);
        chords(studio, 0, 8, VERSE);
        chords(studio, 8, 16, Chords.inKey(2, false, 0, 5, 0, 7));

        assertSections(studio, "AB", 8);
    }

    @Test
    void loop_isOneSection() {
        Studio studio = new Studio(RATE, 40);
        Grooves.on(studio, BPM, 4)
                .humanised(0.003)
                .kicks(0, 2)
                .snares(1, 3)
                .hats(0.5)
                .chords(VERSE);

        assertThat(analyze(studio).structure().sections()).containsExactly(new Stretch(0, 40, "A", 1));
    }

    @Test
    void noise_isOneSection() {
        Studio studio = new Studio(RATE, 40);
        studio.hiss(0.2);

        assertThat(analyze(studio).structure().sections()).containsExactly(new Stretch(0, 40, "A", 1));
    }

    @Test
    void padsWithoutBeats_changeWhereTheyChange() {
        Studio studio = new Studio(RATE, 48);
        for (int part = 0; part < 2; part++) {
            for (int note : part == 0 ? new int[] {48, 55, 64} : new int[] {58, 65, 74}) {
                studio.pad(24 * part, 24, note, 0.2);
            }
        }

        List<Stretch> sections = analyze(studio).structure().sections();

        assertThat(sections).extracting(Stretch::label).containsExactly("A", "B");
        assertThat(sections.get(1).start()).isCloseTo(24, within(2.0));
    }

    @Test
    void silenceOrTooShort_hasNone() {
        StructureFinding silence = analyze(new Studio(RATE, 20)).structure();
        Studio studio = new Studio(RATE, 7);
        verse(studio, 0, 3);
        StructureFinding brief = analyze(studio).structure();

        assertThat(silence.sections()).isEmpty();
        assertThat(silence.reason()).isEqualTo("silence");
        assertThat(brief.sections()).isEmpty();
        assertThat(brief.reason()).isEqualTo("shorter than 8 seconds");
    }

    @Test
    void names_goOnAfterZ() {
        assertThat(List.of(0, 25, 26, 27, 51, 52))
                .extracting(SectionLabels::name)
                .containsExactly("A", "Z", "AA", "AB", "AZ", "BA");
    }

    private static void verse(Studio studio, int from, int to) {
        drums(studio, from, to);
        chords(studio, from, to, VERSE);
    }

    private static void chorus(Studio studio, int from, int to) {
        chords(studio, from, to, CHORUS);
        for (int bar = from; bar < to; bar++) {
            for (int beat = 0; beat < 4; beat++) {
                studio.kick(bar * BAR + beat * BAR / 4, 0.5);
                studio.note(bar * BAR + beat * BAR / 4, BAR / 4, CHORUS.get(bar % 4)[beat % 3] + 24, 0.3);
            }
        }
    }

    private static void drums(Studio studio, int from, int to) {
        for (int bar = from; bar < to; bar++) {
            studio.kick(bar * BAR, 0.8);
            studio.kick(bar * BAR + BAR / 2, 0.8);
            studio.snare(bar * BAR + BAR / 4, 0.6);
            studio.snare(bar * BAR + 3 * BAR / 4, 0.6);
        }
    }

    private static void chords(Studio studio, int from, int to, List<int[]> progression) {
        for (int bar = from; bar < to; bar++) {
            int[] chord = progression.get(bar % progression.size());
            studio.note(bar * BAR, BAR, chord[0] - 24, 0.2);
            for (int note : chord) {
                studio.note(bar * BAR, BAR, note, 0.12);
            }
        }
    }

    private static void assertSections(Studio studio, String labels, int... bars) {
        AudioFacts facts = analyze(studio);
        List<Stretch> sections = facts.structure().sections();
        assertThat(String.join("", sections.stream().map(Stretch::label).toList()))
                .isEqualTo(labels);
        assertThat(sections.get(0).start()).isZero();
        assertThat(sections.get(bars.length).end()).isEqualTo(facts.duration());
        for (int i = 0; i < bars.length; i++) {
            assertThat(sections.get(i + 1).start()).isEqualTo(sections.get(i).end());
            assertThat(sections.get(i + 1).start()).isCloseTo(bars[i] * BAR, within(BAR));
            assertThat(facts.rhythm().downbeats()).contains(sections.get(i + 1).start());
        }
    }

    private static AudioFacts analyze(Studio studio) {
        TrackAnalyzer analyzer = new TrackAnalyzer(studio.sampleRate(), 1);
        analyzer.process(new float[][] {studio.mono()}, studio.mono().length);
        return analyzer.finish();
    }
}
