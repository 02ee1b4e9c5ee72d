package io.soundforge.alchemy.download.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {
    @Test
    void dashesBarsAndBracketsPart() {
        assertThat(texts("band - song (live [hd]) | label")).isEqualTo(List.of("band", "song", "live", "hd", "label"));
        assertThat(Piece.of("band - song (live)")).extracting(Piece::remark).containsExactly(false, false, true);
    }

    @Test
    void namesKeepTheirSigns() {
        assertThat(texts("a-ha - 7/11: a suite")).isEqualTo(List.of("a-ha", "7/11", "a suite"));
        assertThat(texts("song (12\" version)")).isEqualTo(List.of("song", "12\" version"));
    }

    @Test
    void scriptsPart() {
        assertThat(Piece.of("米津玄師 lemon"))
                .containsExactly(new Piece("米津玄師", false, false), new Piece("lemon", false, true));
    }

    @Test
    void bracketsThatCloseNothingAreNoRemarks() {
        assertThat(Piece.of("song) (((")).containsExactly(new Piece("song", false, true));
    }

    private static List<String> texts(String title) {
        return Piece.of(title).stream().map(Piece::text).toList();
    }
}
