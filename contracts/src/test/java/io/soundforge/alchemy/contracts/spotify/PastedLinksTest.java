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

    /** What "Embed" of the player copies, and what apps put around a link that is shared. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iframe data-testid=\"embed-iframe\" style=\"border-radius:12px\" src=\"TRACK?utm_source=generator\" "
                        + "width=\"100%\" frameBorder=\"0\" allow=\"autoplay; clipboard-write\" loading=\"lazy\"></iframe>",
                "<IFRAME src='https://open.spotify.com/embed/track/ID'>",
                "Listen to this: TRACK",
                "Back in Black – AC/DC (it's the best!) TRACK…",
                "[a song](TRACK)",
                "\ufeffTRACK",
                "\u00a0TRACK\u200b",
            })
    void wordsAndFramesAroundALink_areReadPast(String pasted) {
        PastedLinks found = PastedLinks.in(pasted.replace("TRACK", TRACK).replace("ID", ID));

        assertThat(found.links()).containsExactly(TRACK);
        assertThat(found.others()).isEmpty();
    }

    /** A field of one line takes the ends of lines out of what is pasted. */
    @Test
    void linksWithNothingBetween_areAllThere() {
        PastedLinks found = PastedLinks.in(
                ALBUM + "?si=a" + TRACK + "https://spotify.link/aB" + "https://spotify.link/aCspotify:artist:" + ID);

        assertThat(found.links())
                .containsExactly(
                        ALBUM,
                        TRACK,
                        "https://spotify.link/aB",
                        "https://spotify.link/aC",
                        "https://open.spotify.com/artist/" + ID);
        assertThat(found.others()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?u=" + TRACK,
                "https://evil.example/x" + TRACK,
                "<iframe src=\"https://evil.example/" + TRACK + "\"></iframe>",
                TRACK + " -rf",
                TRACK + "; reboot",
                TRACK + " && reboot",
                "x\"" + TRACK,
                "-" + TRACK,
                TRACK + " " + ID,
                TRACK + " ../x",
                TRACK + " you@example.org",
            })
    void whatMayBeMeantAsALink_isNotTakenForAWord(String pasted) {
        assertThat(PastedLinks.in(pasted).others()).hasSize(1);
    }

    @Test
    void everythingElse_isNamed() {
        PastedLinks found = PastedLinks.in(
                TRACK + " https://spotify.link.evil.example/x spotify:track:1 https://spotify.link/../x");

        assertThat(found.links()).containsExactly(TRACK);
        assertThat(found.others())
                .containsExactly("https://spotify.link.evil.example/x", "spotify:track:1", "https://spotify.link/../x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "no link at all", "open.spotify.com"})
    void nothing_isNothing(String text) {
        assertThat(PastedLinks.in(text).links()).isEmpty();
    }
}
