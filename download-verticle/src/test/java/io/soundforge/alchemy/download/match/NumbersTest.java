package io.soundforge.alchemy.download.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "Another Song Pt. 2, Another Song (Part Two)",
        "Another Song Pt. 2, Another Song Part II",
        "Four Doors, 4 Doors",
        "Long Song (Parts I-V), 'Long Song, Pts. 1-5'",
        "Suite No. 1: I. Prelude, Suite No.1: 1. Prelude"
    })
    void theSameNumberIsWrittenInManyWays(String one, String other) {
        assertThat(Numbers.words(one)).isEqualTo(Numbers.words(other));
        assertThat(Numbers.in(one).otherThan(Numbers.in(other), "")).isFalse();
    }

    @ParameterizedTest(name = "{1} is another than {0}")
    @CsvSource({
        "'Song, Pt. 2', Song (Part I)",
        "Song, Song (Part II)",
        "Suite No. 1: I. Prelude, Suite No. 1: II. Allemande",
        "Symphony No. 2: I. Allegro, Symphony No. 2: II. Largo",
        "Sonata No. 16, Sonata No. 11",
        "Long Song (Pts. 1-5), Long Song (Parts VI-IX)"
    })
    void anotherNumberIsAnotherPiece(String wanted, String found) {
        assertThat(Numbers.in(found).otherThan(Numbers.in(wanted), "")).isTrue();
    }

    @ParameterizedTest(name = "{1} may be {0}")
    @CsvSource({
        "'Suite No. 1, BWV 1007: Prelude', Suite No. 1 - Prelude",
        "Song, Song (Remastered 2011)",
        "Moonlight, 'Suite, L. 75: III. Moonlight'",
        "22, Somebody - 22 (4K)",
        "I Will, Somebody - I Will"
    })
    void numbersThatAreLeftOut_years_andPronounsSayNothing(String wanted, String found) {
        assertThat(Numbers.in(found).otherThan(Numbers.in(wanted), "")).isFalse();
    }

    @Test
    void whatTheAlbumIsCalledExplainsANumber() {
        assertThat(Numbers.in("Song (Tapes Part 3)").otherThan(Numbers.in("Song"), "Tapes, Pt. 3"))
                .isFalse();
    }

    @Test
    void lettersThatAreNumeralsInOtherPlacesStayLetters() {
        assertThat(Numbers.words("I Want One X")).isEqualTo(List.of("i", "want", "one", "x"));
    }
}
