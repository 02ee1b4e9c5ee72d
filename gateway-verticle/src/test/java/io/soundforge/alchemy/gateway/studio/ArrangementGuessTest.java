package io.soundforge.alchemy.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangementGuessTest {
    /** Sections as letter and length in seconds; expected types in the same order. */
    @ParameterizedTest
    @CsvSource({
        "A8 B16 C16 B16 C16 D16 C16 E8, intro verse chorus verse chorus bridge chorus outro",
        "A8 B16 C16 B16 C16 C16, intro verse chorus verse chorus chorus",
        "A16 B16 A16 B16, verse chorus verse chorus",
        "A16 B16 C16 D16, custom custom custom outro",
        "A4 B16 C16 B16, intro chorus custom chorus",
        "A16 B16 A16 C16 A16 D4, chorus custom chorus bridge chorus outro",
        "A10 A10 A10, chorus chorus chorus",
        "A16 B4, custom custom",
        "A60, custom",
    })
    void types_areGivenWhereTheFormSpeaksForThem(String song, String types) {
        assertThat(ArrangementGuess.of(sections(song)).stream()
                        .map(named -> named.type().text())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(types);
    }

    @Test
    void label_alwaysTellsTheLetter_andTimesAreTheAnalysis() {
        List<ArrangementGuess.Named> named = ArrangementGuess.of(sections("A4 B16 C16 B16"));

        assertThat(named)
                .extracting(ArrangementGuess.Named::label)
                .containsExactly("Intro A", "Chorus B", "Section C", "Chorus B");
        assertThat(named).extracting(ArrangementGuess.Named::start).containsExactly(0.0, 4.0, 20.0, 36.0);
        assertThat(named).extracting(ArrangementGuess.Named::end).containsExactly(4.0, 20.0, 36.0, 52.0);
    }

    @Test
    void noSections_areNoArrangement() {
        assertThat(ArrangementGuess.of(List.of())).isEmpty();
    }

    private static List<Section> sections(String song) {
        List<Section> sections = new ArrayList<>();
        double start = 0;
        for (String word : song.split(" ", -1)) {
            double end = start + Double.parseDouble(word.substring(1));
            sections.add(new Section(start, end, word.substring(0, 1)));
            start = end;
        }
        return sections;
    }
}
