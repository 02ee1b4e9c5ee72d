package io.soundforge.alchemy.dsp.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.melody.PlayedNote;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The notes that analysis hears in the song, against those that were played. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoSongNotesTest {
    private static final double BEAT = 60 / DemoSong.BPM;
    /** As onsets are compared in evaluations. */
    private static final double ONSET_TOLERANCE = 0.05;

    private final DemoSong song = new DemoSong();
    private final Map<String, float[][]> stems = song.stems();

    @Test
    void voiceAlone_isWrittenDown() {
        List<PlayedNote> notes = notes(stem("vocals"));

        assertThat(found(Score.melody(), notes))
                .isGreaterThanOrEqualTo(0.9 * Score.melody().size());
        assertThat(notes).hasSizeLessThan((int) (1.3 * Score.melody().size()));
    }

    @Test
    void bassAlone_isWrittenDown() {
        List<PlayedNote> notes = notes(stem("bass"));

        assertThat(found(Score.bass(), notes))
                .isGreaterThanOrEqualTo(0.9 * Score.bass().size());
        assertThat(notes).hasSizeLessThan((int) (1.3 * Score.bass().size()));
    }

    @Test
    void drumsAlone_haveNearlyNoNotes() {
        // Two kicks without anything after them ring long enough to be notes.
        assertThat(notes(stem("drums"))).hasSizeLessThan(5);
    }

    @Test
    void mix_hasMostOfBassAndVoice() {
        List<PlayedNote> notes = notes(song.mix());

        assertThat(found(Score.bass(), notes))
                .isGreaterThanOrEqualTo(0.6 * Score.bass().size());
        assertThat(found(Score.melody(), notes))
                .isGreaterThanOrEqualTo(0.6 * Score.melody().size());
    }

    private float[][] stem(String name) {
        return stems.getOrDefault(name, new float[2][0]);
    }

    private static double found(List<Note> played, List<PlayedNote> heard) {
        return played.stream()
                .filter(note -> heard.stream()
                        .anyMatch(other -> other.pitch() == note.pitch()
                                && Math.abs(other.start() - note.beat() * BEAT) < ONSET_TOLERANCE))
                .count();
    }

    private static List<PlayedNote> notes(float[][] samples) {
        TrackAnalyzer analyzer = new TrackAnalyzer(DemoSong.SAMPLE_RATE, 2);
        analyzer.process(samples, samples[0].length);
        return analyzer.finish().notes().notes();
    }
}
