package io.soundforge.alchemy.dsp.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.AudioFacts;
import io.soundforge.alchemy.dsp.analysis.Studio;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.rhythm.RhythmFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CueFinderTest {
    private static final int RATE = 22_050;
    private static final int BANDS = 36;
    private static final int BASS = 9;
    private static final double BAR = 2;
    private static final double DURATION = 48;

    /** A change of level at 16 s, in dB: the bass bands and all others. */
    @ParameterizedTest
    @CsvSource({
        "12, 6, DROP",
        "7, 7, DROP",
        "5, 5, SECTION",
        "12, -6, SECTION",
        "0, 12, SECTION",
        "-12, -6, SECTION",
    })
    void border_isADropWhereBassAndLevelRise(double bass, double rest, Cue.Kind kind) {
        Feature levels = (from, to) -> levels(from >= 16 ? bass : 0, from >= 16 ? rest : 0);

        List<Cue> cues = CueFinder.find(bars(0.5), sections("AB", 0, 16), DURATION, levels);

        assertThat(cues).extracting(Cue::kind).containsExactly(Cue.Kind.DOWNBEAT, kind);
        assertThat(cues.get(1).time()).isEqualTo(16);
        assertThat(cues.get(1).label()).isEqualTo(kind == Cue.Kind.DROP ? "Drop B" : "B");
    }

    @Test
    void levelsOfSixSecondsOnEitherSide_areCompared_andNothingBeyondTheTrack() {
        Feature levels = (from, to) -> {
            assertThat(to - from).isPositive().isLessThanOrEqualTo(6);
            assertThat(from).isNotNegative();
            assertThat(to).isLessThanOrEqualTo(DURATION);
            return levels(0, 0);
        };

        List<Cue> cues = CueFinder.find(bars(0.5), sections("ABC", 0, 4, 46), DURATION, levels);

        assertThat(cues).extracting(Cue::time).containsExactly(0.5, 4.0, 46.0);
    }

    @Test
    void silenceBeforeABorder_isADropAndNoDivisionByNothing() {
        Feature levels = (from, to) -> levels(from >= 16 ? -20 : -400, from >= 16 ? -20 : -400);

        assertThat(CueFinder.find(bars(0.5), sections("AB", 0, 16), DURATION, levels))
                .extracting(Cue::kind)
                .contains(Cue.Kind.DROP);
    }

    @Test
    void firstDownbeat_takesThePlaceOfASectionThatBeginsWithIt() {
        List<Cue> cues = CueFinder.find(bars(0), sections("AB", 0, 16), DURATION, (from, to) -> levels(0, 0));

        assertThat(cues).containsExactly(new Cue(0, Cue.Kind.DOWNBEAT, "Start"), new Cue(16, Cue.Kind.SECTION, "B"));
    }

    @Test
    void noBeats_leavesTheSections() {
        List<Cue> cues = CueFinder.find(beats(List.of()), sections("AB", 0, 16), DURATION, (from, to) -> levels(0, 0));

        assertThat(cues).containsExactly(new Cue(0, Cue.Kind.SECTION, "A"), new Cue(16, Cue.Kind.SECTION, "B"));
    }

    @Test
    void oneSection_isNoCueBesideTheFirstBeat() {
        assertThat(CueFinder.find(bars(0.5), sections("A", 0), DURATION, (from, to) -> levels(0, 0)))
                .containsExactly(new Cue(0.5, Cue.Kind.DOWNBEAT, "Start"));
    }

    /** Eight bars of hats and a high chord, then kick and bass come in. */
    @Test
    void kickAndBassThatComeIn_areADropOnTheirBar() {
        Studio studio = new Studio(RATE, 24 * BAR);
        for (int bar = 0; bar < 24; bar++) {
            boolean dropped = bar >= 12;
            for (int note : new int[] {69, 72, 76}) {
                studio.note(bar * BAR, BAR, note, dropped ? 0.15 : 0.1);
            }
            for (int beat = 0; beat < 4; beat++) {
                double at = bar * BAR + beat * BAR / 4;
                studio.hat(at + BAR / 8, 0.3);
                studio.hat(at, 0.2);
                if (dropped) {
                    studio.kick(at, 0.9);
                    studio.note(at, BAR / 4, 33, 0.4);
                }
            }
        }
        TrackAnalyzer analyzer = new TrackAnalyzer(RATE, 1);
        analyzer.process(new float[][] {studio.mono()}, studio.mono().length);
        AudioFacts facts = analyzer.finish();

        List<Cue> drops =
                facts.cues().stream().filter(cue -> cue.kind() == Cue.Kind.DROP).toList();

        assertThat(drops).hasSize(1);
        assertThat(drops.get(0).time()).isCloseTo(12 * BAR, within(BAR));
        assertThat(facts.cues()).extracting(Cue::time).isSorted();
    }

    private static double[] levels(double bass, double rest) {
        double[] levels = new double[BANDS];
        Arrays.fill(levels, rest - 40);
        Arrays.fill(levels, 0, BASS, bass - 60);
        return levels;
    }

    private static RhythmFinding bars(double first) {
        return beats(List.of(first, first + BAR, first + 2 * BAR));
    }

    private static RhythmFinding beats(List<Double> downbeats) {
        return new RhythmFinding(120.0, 1, true, downbeats, 4, 2, downbeats, List.of(), 1, List.of(), null, null);
    }

    private static StructureFinding sections(String labels, double... starts) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            double end = i + 1 < starts.length ? starts[i + 1] : DURATION;
            stretches.add(new Stretch(starts[i], end, labels.substring(i, i + 1), 1));
        }
        return new StructureFinding(stretches, null);
    }
}
