package io.soundforge.alchemy.dsp.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import io.soundforge.alchemy.dsp.tonal.TonalAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmAnalyzerTest {
    private static final int RATE = 22_050;
    private static final double JITTER = 0.004;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                58, 63.7, 70.01, 76.4, 84, 90.75, 97.3, 105.5, 112, 120, 128, 136.6, 145, 153.2, 163, 174, 186.9, 197,
                208
            })
    void clicks_atAnyTempo_giveTheirTempoAndPlaces(double bpm) {
        Studio studio = new Studio(RATE, 16);
        Grooves.on(studio, bpm, 4).clicks();

        RhythmFinding finding = find(studio);

        assertThat(finding.bpm()).isCloseTo(bpm, within(0.02));
        assertThat(finding.steady()).isTrue();
        assertThat(finding.confidence()).isGreaterThan(0.8);
        assertOnBeat(finding.beats(), 60 / bpm, 0.005);
        assertThat(finding.beats().size()).isBetween((int) (15.6 * bpm / 60) - 1, (int) (16 * bpm / 60) + 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.07, 0.1})
    void notesThatSwell_haveTheirBeatsWhereTheyBegin(double attack) {
        Studio studio = new Studio(RATE, 30);
        int[] steps = {0, 5, 7, 2, 9, 4, 0, 7};
        double beat = 60 / 84.0;
        for (int i = 0; Grooves.FIRST_BEAT + (i + 1) * beat < 29; i++) {
            for (int note : new int[] {48, 60, 64, 67}) {
                studio.swell(Grooves.FIRST_BEAT + i * beat, beat, note + steps[i % 8], 0.15, attack);
            }
        }

        RhythmFinding finding = find(studio);

        assertThat(finding.bpm()).isCloseTo(84, within(0.5));
        double off = 0;
        for (double time : finding.beats()) {
            double beats = (time - Grooves.FIRST_BEAT) / beat;
            off += (beats - Math.round(beats)) * beat / finding.beats().size();
        }
        assertThat(off).isCloseTo(0, within(0.02));
    }

    @Test
    void clicks_allAlike_formNoBars() {
        Studio studio = new Studio(RATE, 20);
        Grooves.on(studio, 120, 4).clicks();

        RhythmFinding finding = find(studio);

        assertThat(finding.beatsPerBar()).isNull();
        assertThat(finding.downbeats()).isEmpty();
        assertThat(finding.meterReason()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(doubles = {72, 92, 100, 118, 128, 140})
    void rock_withChords_givesBarsOfFour(double bpm) {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, bpm, 4)
                .humanised(JITTER)
                .kicks(0, 2)
                .snares(1, 3)
                .hats(0.5)
                .chords(Chords.inKey(9, true, 0, 5, 7, 0));

        assertBars(find(studio), bpm, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, 120})
    void waltz_givesBarsOfThree(double bpm) {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, bpm, 3).humanised(JITTER).kicks(0).snares(1, 2).hats(0.5);

        assertBars(find(studio), bpm, 3);
    }

    @Test
    void waltz_ofChordsAlone_givesBarsOfThree() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 100, 3).chords(Chords.inKey(0, false, 0, 5, 7, 0));

        assertBars(find(studio), 100, 3);
    }

    @Test
    void beatsOfThreeParts_areCompound() {
        Studio studio = new Studio(RATE, 24);
        Grooves.on(studio, 60, 2)
                .humanised(JITTER)
                .kicks(0)
                .snares(1)
                .hats(1 / 3.0)
                .chords(Chords.inKey(7, false, 0, 5, 7, 0));

        RhythmFinding finding = find(studio);

        assertThat(finding.bpm()).isCloseTo(60, within(0.05));
        assertThat(finding.division()).isEqualTo(3);
        assertThat(finding.timeSignature()).isIn("6/8", "12/8");
        assertOnBeat(finding.downbeats(), 2, 0.01);
    }

    @Test
    void fiveBeats_makeABar() {
        Studio studio = new Studio(RATE, 24);
        Grooves.on(studio, 132, 5)
                .humanised(JITTER)
                .kicks(0, 3)
                .snares(2, 4)
                .hats(0.5)
                .chords(Chords.inKey(2, true, 0, 5, 7, 0));

        RhythmFinding finding = find(studio);

        assertBars(finding, 132, 5);
        assertThat(finding.timeSignature()).isEqualTo("5/4");
    }

    @Test
    void tempi_holdTheTempoAndAnotherOne_withSalience() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 100, 4).kicks(0, 2).snares(1, 3).hats(0.5);

        RhythmFinding finding = find(studio);

        assertThat(finding.tempi()).hasSize(2);
        assertThat(finding.tempi().get(0).bpm()).isEqualTo(finding.bpm());
        assertThat(finding.tempi().get(0).salience() + finding.tempi().get(1).salience())
                .isBetween(0.0, 1.0 + 1e-9);
        assertThat(finding.regularity()).isGreaterThan(0.9);
        assertThat(finding.onsets()).hasSizeBetween(55, 62);
    }

    @Test
    void drumAndBass_isNotHalved() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 174, 4).humanised(JITTER).kicks(0, 2.5).snares(1, 3).hats(0.5);

        assertBars(find(studio), 174, 4);
    }

    @Test
    void hipHop_ofDrumsAlone_namesItsTempoAmongTheTwo() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 88, 4)
                .humanised(JITTER)
                .kicks(0, 1.5, 2.5)
                .snares(1, 3)
                .hats(0.5);

        assertThat(find(studio).tempi())
                .anySatisfy(tempo -> assertThat(tempo.bpm()).isCloseTo(88, within(0.1)));
    }

    @Test
    void dottedEighths_areNotTheBeat() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 104, 4)
                .humanised(JITTER)
                .kicks(0, 0.75, 1.5, 2.25)
                .snares(1, 3)
                .hats(0.5);

        assertBars(find(studio), 104, 4);
    }

    @Test
    void fourOnTheFloor_withoutHarmony_leavesTheFirstBeatOpen() {
        Studio studio = new Studio(RATE, 18);
        Grooves.on(studio, 128, 4)
                .humanised(JITTER)
                .kicks(0, 1, 2, 3)
                .snares(1, 3)
                .hats(0.5);

        RhythmFinding finding = find(studio);

        assertThat(finding.bpm()).isCloseTo(128, within(0.05));
        assertThat(finding.beatsPerBar()).isEqualTo(4);
        assertThat(finding.downbeats()).isEmpty();
        assertThat(finding.meterReason()).isNotBlank();
    }

    @Test
    void slowlyDriftingTempo_isFollowedBeatByBeat() {
        Studio studio = new Studio(RATE, 40);
        double at = 0.35;
        List<Double> truth = new ArrayList<>();
        while (at < 39) {
            studio.kick(at, 0.8);
            truth.add(at);
            at += 0.5 * (1 + 0.02 * Math.sin(2 * Math.PI * at / 20));
        }

        RhythmFinding finding = find(studio);

        assertThat(finding.steady()).isFalse();
        assertThat(finding.bpm()).isCloseTo(120, within(1.0));
        long hits = truth.stream()
                .filter(t -> finding.beats().stream().anyMatch(b -> Math.abs(b - t) < 0.02))
                .count();
        assertThat(hits).isGreaterThanOrEqualTo(truth.size() * 9L / 10);
    }

    @Test
    void gain_changesNothing() {
        Studio studio = new Studio(RATE, 12);
        Grooves.on(studio, 118, 4).kicks(0, 2).snares(1, 3).hats(0.5);
        RhythmFinding loud = find(studio);
        for (int i = 0; i < studio.mono().length; i++) {
            studio.mono()[i] *= 0.01f;
        }

        RhythmFinding soft = find(studio);

        assertThat(soft.bpm()).isCloseTo(loud.bpm(), within(0.01));
        assertThat(soft.beats()).hasSameSizeAs(loud.beats());
    }

    @Test
    void silenceAround_holdsNoBeats() {
        Studio studio = new Studio(RATE, 20);
        for (double at = 5; at < 15; at += 0.5) {
            studio.kick(at, 0.8);
        }

        RhythmFinding finding = find(studio);

        assertThat(finding.beats().get(0)).isCloseTo(5, within(0.01));
        assertThat(finding.beats().get(finding.beats().size() - 1)).isCloseTo(14.5, within(0.51));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hitsAtRandom_haveNoPulse(long seed) {
        Studio studio = new Studio(RATE, 30);
        Random random = new Random(seed);
        for (double at = 0.2; at < 29; at += 0.12 - Math.log(1 - random.nextDouble()) * 0.4) {
            studio.snare(at, 0.3 + 0.5 * random.nextDouble());
        }

        assertNone(find(studio), "pulse");
    }

    @Test
    void noise_hasNoRhythm() {
        Studio studio = new Studio(RATE, 15);
        studio.hiss(0.3);

        assertNone(find(studio), "onsets");
    }

    @Test
    void swellingChords_haveNoRhythm() {
        Studio studio = new Studio(RATE, 20);
        for (int bar = 0; bar < 5; bar++) {
            for (int note : new int[] {57, 60, 64}) {
                studio.pad(4.0 * bar, 6, note + 2 * (bar % 2), 0.15);
            }
        }

        assertNone(find(studio), "onsets");
    }

    @Test
    void silence_hasNoRhythm() {
        assertNone(find(new Studio(RATE, 10)), "silence");
    }

    @Test
    void lessThanThreeSeconds_haveNoRhythm() {
        Studio studio = new Studio(RATE, 2.5);
        Grooves.on(studio, 120, 4).clicks();

        assertNone(find(studio), "3 seconds");
    }

    private static RhythmFinding find(Studio studio) {
        RhythmAnalyzer rhythm = new RhythmAnalyzer(studio.sampleRate());
        TonalAnalyzer tonal = new TonalAnalyzer(studio.sampleRate());
        rhythm.accept(studio.mono(), studio.mono().length);
        tonal.accept(studio.mono(), studio.mono().length);
        tonal.finish();
        return rhythm.finish(tonal::notes);
    }

    private static void assertBars(RhythmFinding finding, double bpm, int beatsPerBar) {
        assertThat(finding.bpm()).isCloseTo(bpm, within(0.05));
        assertThat(finding.beatsPerBar()).isEqualTo(beatsPerBar);
        assertOnBeat(finding.beats(), 60 / bpm, 0.01);
        assertOnBeat(finding.downbeats(), beatsPerBar * 60 / bpm, 0.01);
        assertThat(finding.downbeats().size())
                .isGreaterThanOrEqualTo(finding.beats().size() / beatsPerBar);
        assertThat(finding.beats()).containsAll(finding.downbeats());
    }

    private static void assertOnBeat(List<Double> times, double period, double tolerance) {
        assertThat(times).allSatisfy(time -> {
            double periods = (time - Grooves.FIRST_BEAT) / period;
            assertThat((periods - Math.round(periods)) * period).isCloseTo(0, within(tolerance));
        });
    }

    private static void assertNone(RhythmFinding finding, String reason) {
        assertThat(finding.rhythmReason()).contains(reason);
        assertThat(finding.bpm()).isNull();
        assertThat(finding.beats()).isEmpty();
        assertThat(finding.downbeats()).isEmpty();
        assertThat(finding.beatsPerBar()).isNull();
        assertThat(finding.confidence()).isZero();
    }
}
