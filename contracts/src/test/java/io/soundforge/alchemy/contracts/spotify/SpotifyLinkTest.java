package io.soundforge.alchemy.contracts.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpotifyLinkTest {
    private static final String ID = "4uLU6hMCjMI75M1A2tKUQC";

    @ParameterizedTest
    @CsvSource({
        "https://open.spotify.com/track/ID, track",
        "http://open.spotify.com/album/ID, album",
        "https://play.spotify.com/artist/ID, artist",
        "spotify.com/playlist/ID, playlist",
        "https://open.spotify.com/intl-pt-br/track/ID?si=1#x, track",
        "https://open.spotify.com/embed/episode/ID/, episode",
        "https://open.spotify.com/user/somebody/playlist/ID, playlist",
        "https://open.spotify.com/intl-es-419/track/ID, track",
        "https://open.spotify.com/artist/ID/discography/all?pageUri=x, artist",
        "https://embed.spotify.com/?uri=spotify:track:ID&theme=white, track",
        "https://open.spotify.com/embed?uri=spotify%3Aalbum%3AID, album",
        "spotify:track:ID, track",
        "Spotify:Album:ID, album",
        "spotify:user:somebody:playlist:ID, playlist",
    })
    void link_isParsed(String text, String kind) {
        SpotifyLink link = SpotifyLink.parse(text.replace("ID", ID)).orElseThrow();

        assertThat(link.kind().text()).isEqualTo(kind);
        assertThat(link.id()).isEqualTo(ID);
        assertThat(link.canonical()).isEqualTo("https://open.spotify.com/" + kind + "/" + ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open.spotify.com/track/short",
                "https://evil.example/open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                "https://open.spotify.com.evil.example/track/4uLU6hMCjMI75M1A2tKUQC",
                "x\";cmd;\"spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                "https://user@open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
                "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC/discography/all",
                "https://evil.example/embed?uri=spotify:track:4uLU6hMCjMI75M1A2tKUQC",
                "spotify:track:",
                "",
            })
    void anythingElse_isNoLink(String text) {
        assertThat(SpotifyLink.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "4uLU6hMCjMI75M1A2tKUQ/", "4uLU6hMCjMI75M1A2tKUQCC"})
    void id_ofAnotherForm_isRefused(String id) {
        assertThatThrownBy(() -> new SpotifyLink(SpotifyLink.Kind.TRACK, id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("22 base-62");
    }
}
