package io.soundforge.alchemy.dsp.melody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.soundforge.alchemy.dsp.analysis.Chords;
import io.soundforge.alchemy.dsp.analysis.Grooves;
import io.soundforge.alchemy.dsp.analysis.Studio;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteAnalyzerTest {
    private static final int RATE = 11_025;
    private static final int[] SCALE = {0, 2, 4, 5, 7, 9, 11, 12};

    @ParameterizedTest
    @CsvSource({"60, 0.5, 0.5", "72, 0.5, 0.4", "67, 0.25, 0.25", "50, 0.5, 0.45", "36, 0.5, 0.4", "28, 0.6, 0.5"})
    void scale_isWrittenDownNoteByNote(int tonic, double step, double seconds) {
        Studio studio = new Studio(RATE, 6);
        for (int i = 0; i < SCALE.length; i++) {
            studio.note(0.5 + i * step, seconds, tonic + SCALE[i], 0.3);
        }

        List<PlayedNote> notes = notes(studio, 0);

        assertThat(notes).extracting(PlayedNote::pitch).containsExactly(pitches(tonic));
        for (int i = 0; i < SCALE.length; i++) {
            PlayedNote note = notes.get(i);
            assertThat(note.start()).isCloseTo(0.5 + i * step, within(0.03));
            assertThat(note.end() - note.start()).isCloseTo(seconds, within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-40, 40})
    void scale_outOfTune_isWrittenInItsOwnTuning(double cents) {
        Studio studio = new Studio(RATE, 5).tuned(cents);
        for (int i = 0; i < SCALE.length; i++) {
            studio.note(0.5 + i * 0.5, 0.45, 60 + SCALE[i], 0.3);
        }

        assertThat(notes(studio, cents)).extracting(PlayedNote::pitch).containsExactly(pitches(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 45, 33})
    void repeatedNote_isStruckEveryTime(int pitch) {
        Studio studio = new Studio(RATE, 5);
        for (int i = 0; i < 8; i++) {
            studio.note(0.5 + 0.5 * i, 0.48, pitch, 0.3);
        }

        List<PlayedNote> notes = notes(studio, 0);

        assertThat(notes).hasSize(8).allMatch(note -> note.pitch() == pitch);
        for (int i = 0; i < 8; i++) {
            assertThat(notes.get(i).start()).isCloseTo(0.5 + 0.5 * i, within(0.03));
        }
    }

    @Test
    void melodyOverBass_areBothHeard() {
        Studio studio = new Studio(RATE, 6);
        for (int i = 0; i < SCALE.length; i++) {
            studio.note(0.5 + i * 0.5, 0.45, 67 + SCALE[i], 0.3);
        }
        int[] roots = {36, 41, 43, 36};
        for (int i = 0; i < roots.length; i++) {
            studio.note(0.5 + i, 0.95, roots[i], 0.3);
        }

        List<PlayedNote> notes = notes(studio, 0);

        assertThat(notes.stream().filter(note -> note.pitch() >= 60).map(PlayedNote::pitch))
                .containsExactlyElementsOf(Arrays.stream(pitches(67)).toList());
        assertThat(notes.stream().filter(note -> note.pitch() < 60).map(PlayedNote::pitch))
                .containsExactly(36, 41, 43, 36);
    }

    @Test
    void velocity_growsWithLevel() {
        Studio studio = new Studio(RATE, 4);
        double[] gains = {0.05, 0.1, 0.2, 0.4};
        for (int i = 0; i < gains.length; i++) {
            studio.note(0.3 + 0.8 * i, 0.7, 65 + 2 * i, gains[i]);
        }

        assertThat(notes(studio, 0))
                .hasSize(4)
                .extracting(PlayedNote::velocity)
                .isSorted()
                .allMatch(velocity -> velocity >= 1 && velocity <= 127);
    }

    @Test
    void level_changesNothing() {
        assertThat(notes(song(0.01f), 0)).isEqualTo(notes(song(1), 0)).isNotEmpty();
    }

    @Test
    void noise_hasNearlyNoNotes() {
        Studio studio = new Studio(RATE, 30);
        studio.hiss(0.3);

        assertThat(notes(studio, 0).size()).isLessThanOrEqualTo(3);
    }

    @Test
    void drumsAlone_haveNearlyNoNotes() {
        Studio studio = new Studio(RATE, 30);
        Grooves.on(studio, 120, 4).kicks(0, 1, 2, 3).snares(1, 3).hats(0.5);

        // 90 kicks and snares, which are tones of 50 and 190 Hz that die within 100 ms.
        assertThat(notes(studio, 0).size()).isLessThanOrEqualTo(6);
    }

    @Test
    void silence_hasNone() {
        NoteFinding finding = listen(new Studio(RATE, 5), 0);

        assertThat(finding.notes()).isEmpty();
        assertThat(finding.reason()).isNotBlank();
    }

    @Test
    void result_doesNotDependOnBlockSizes() {
        float[] samples = song(1).mono();
        NoteAnalyzer pieces = new NoteAnalyzer(RATE);
        Random random = new Random(2);
        for (int done = 0; done < samples.length; ) {
            int count = Math.min(1 + random.nextInt(9000), samples.length - done);
            pieces.accept(Arrays.copyOfRange(samples, done, done + count), count);
            done += count;
        }

        assertThat(pieces.finish(8, 0)).isEqualTo(listen(song(1), 0));
    }

    private static Studio song(float gain) {
        Studio studio = new Studio(RATE, 8);
        Grooves.on(studio, 118, 4).kicks(0, 2).snares(1, 3).chords(Chords.inKey(9, true, 0, 5, 7, 0));
        for (int i = 0; i < studio.mono().length; i++) {
            studio.mono()[i] *= gain;
        }
        return studio;
    }

    private static Integer[] pitches(int tonic) {
        return Arrays.stream(SCALE).mapToObj(step -> tonic + step).toArray(Integer[]::new);
    }

    private static List<PlayedNote> notes(Studio studio, double tuningCents) {
        return listen(studio, tuningCents).notes();
    }

    private static NoteFinding listen(Studio studio, double tuningCents) {
        NoteAnalyzer analyzer = new NoteAnalyzer(studio.sampleRate());
        analyzer.accept(studio.mono(), studio.mono().length);
        return analyzer.finish(studio.seconds(), tuningCents);
    }
}
