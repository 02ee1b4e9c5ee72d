package io.soundforge.alchemy.contracts.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedLinksTest {
    private static final String ID = "4uLU6hMCjMI75M1A2tKUQC";
    private static final String TRACK = "https://open.spotify.com/track/" + ID;
    private static final String ALBUM = "https://open.spotify.com/album/" + ID;

    @Test
    void marksAroundLinks_areReadPast() {
        String pasted = "(https://open.spotify.com/intl-pt-br/track/" + ID + "?si=1#x)!\n"
                + "'spotify:user:someone:album:" + ID + "'; <spotify.com/embed/track/" + ID + ">.";

        PastedLinks found = PastedLinks.in(pasted);

        assertThat(found.links()).containsExactly(TRACK, ALBUM);
        assertThat(found.others()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", ",", " | ", ";\t", "\r\n\r\n"})
    void linksOneAfterTheOther_areAllThere_inTheirOrder(String between) {
        assertThat(PastedLinks.in(ALBUM + between + TRACK + between + "https://spotify.link/aB-_9")
                        .links())
                .containsExactly(ALBUM, TRACK, "https://spotify.link/aB-_9");
    }

    @Test
    void everythingElse_isNamed() {
        PastedLinks found = PastedLinks.in(
                TRACK + " https://spotify.link.evil.example/x spotify:track:1 https://spotify.link/../x words");

        assertThat(found.links()).containsExactly(TRACK);
        assertThat(found.others())
                .containsExactly(
                        "https://spotify.link.evil.example/x", "spotify:track:1", "https://spotify.link/../x", "words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "no link at all", "open.spotify.com"})
    void nothing_isNothing(String text) {
        assertThat(PastedLinks.in(text).links()).isEmpty();
    }
}
