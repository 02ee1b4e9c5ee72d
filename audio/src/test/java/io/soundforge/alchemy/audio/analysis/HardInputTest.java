package io.soundforge.alchemy.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.interchange.AnalysedTrack;
import io.soundforge.alchemy.contracts.interchange.BeatTable;
import io.soundforge.alchemy.contracts.interchange.Jams;
import io.soundforge.alchemy.contracts.interchange.MidiFile;
import io.soundforge.alchemy.contracts.interchange.RekordboxXml;
import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in: no exception, no number that is none, and a reason for everything that is not there. */
class HardInputTest {
    static Stream<Arguments> inputs() {
        return Stream.of(
                input("silence", 44_100, 6, true, true, studio -> {}),
                input("no numbers", 44_100, 4, true, true, studio -> Arrays.fill(studio.mono(), Float.NaN)),
                input("a third of a second", 44_100, 0.3, true, true, studio -> studio.note(0, 0.3, 57, 0.4)),
                input("one sample", 44_100, 1 / 44_100.0, true, true, studio -> studio.mono()[0] = 1),
                input("white noise", 22_050, 8, true, true, studio -> studio.hiss(0.4)),
                input("clicks only", 44_100, 12, false, true, studio -> Grooves.on(studio, 100, 4)
                        .clicks()),
                input("a held note", 22_050, 8, true, true, studio -> studio.pad(0, 8, 57, 0.4)),
                input("a constant", 22_050, 6, true, true, studio -> Arrays.fill(studio.mono(), 0.7f)),
                input("chords without a beat", 22_050, 16, true, false, HardInputTest::swells),
                input("a song at 8 kHz", 8000, 16, false, false, studio -> Grooves.on(studio, 110, 4)
                        .kicks(0, 2)
                        .snares(1, 3)
                        .chords(Chords.inKey(2, true, 0, 5, 7, 0))),
                input("one pop of full scale", 44_100, 5, true, true, studio -> studio.mono()[90_000] = 1));
    }

    private static Arguments input(
            String name, int rate, double seconds, boolean noBeat, boolean noKey, Consumer<Studio> music) {
        Studio studio = new Studio(rate, seconds);
        music.accept(studio);
        return Arguments.of(name, studio, noBeat, noKey);
    }

    /** Chords that fade in and out over seconds. */
    private static void swells(Studio studio) {
        for (int bar = 0; bar < 4; bar++) {
            int root = List.of(45, 50, 52, 45).get(bar);
            for (int tone : List.of(0, 3, 7)) {
                studio.pad(4 * bar, 4, root + tone, 0.2);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void analysis_isFiniteAndSaysWhatItCouldNotFind(String name, Studio studio, boolean noBeat, boolean noKey) {
        TrackAnalyzer analyzer = new TrackAnalyzer(studio.sampleRate(), 1);
        analyzer.process(new float[][] {studio.mono()}, studio.mono().length);

        TrackAnalysis analysis = RoundedFacts.of(analyzer.finish());

        assertThat(analysis.toString()).doesNotContain("NaN", "Infinity");
        assertThat(analysis.bpm() == null).isEqualTo(analysis.reasons().containsKey("bpm"));
        assertThat(analysis.key() == null).isEqualTo(analysis.reasons().containsKey("key"));
        assertThat(analysis.chords().isEmpty()).isEqualTo(analysis.key() == null);
        if (noBeat) {
            assertThat(analysis.beats()).isEmpty();
        }
        if (noKey) {
            assertThat(analysis.key()).isNull();
        }
        AnalysedTrack track = new AnalysedTrack(name, null, null, "file:///a.wav", analysis);
        assertThat(RekordboxXml.of(List.of(track))).doesNotContain("NaN");
        assertThat(MidiFile.of(analysis)).isNotEmpty();
        assertThat(BeatTable.csv(analysis)).startsWith("time,");
        assertThat(Jams.of(track)).containsKey("annotations");
    }
}
