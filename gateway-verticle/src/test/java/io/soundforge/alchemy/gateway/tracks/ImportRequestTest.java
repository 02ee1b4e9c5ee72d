package io.soundforge.alchemy.gateway.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRequestTest {
    private static final String TRACK = "4uLU6hMCjMI75M1A2tKUQC";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open.spotify.com/track/" + TRACK,
                "https://open.spotify.com/intl-de/track/" + TRACK + "?si=abc",
                "open.spotify.com/track/" + TRACK + "/",
                "https://open.spotify.com/embed/track/" + TRACK,
                "spotify:track:" + TRACK,
            })
    void spotifyLink_inAnyForm_becomesCanonical(String url) {
        ImportRequest request = parse("{\"url\":\"" + url + "\"}");

        assertThat(request.url()).isEqualTo("https://open.spotify.com/track/" + TRACK);
        assertThat(request.spotify()).isNotNull();
    }

    @Test
    void directLink_isKeptAsItIs() {
        ImportRequest request = parse("{\"url\":\" http://127.0.0.1:8080/a%20song.mp3?x=1 \"}");

        assertThat(request.url()).isEqualTo("http://127.0.0.1:8080/a%20song.mp3?x=1");
        assertThat(request.spotify()).isNull();
        assertThat(request.options()).isEqualTo(ImportOptions.defaults());
    }

    @Test
    void options_areRead() {
        ImportOptions options = parse("{\"url\":\"http://a.example/b.mp3\",\"options\":{\"model\":\"htdemucs\","
                        + "\"stems\":[\"vocals\",\"vocals\",\"drums\"],\"format\":\"wav\",\"bitDepth\":\"32f\","
                        + "\"autoProcess\":false,\"twoStems\":null}}")
                .options();

        assertThat(options.autoProcess()).isFalse();
        assertThat(options.separation().model()).isEqualTo("htdemucs");
        assertThat(options.separation().stems()).containsExactly("vocals", "drums");
        assertThat(options.separation().format()).isEqualTo(AudioFormat.WAV);
        assertThat(options.separation().bitDepth()).isEqualTo(BitDepth.F32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`nonsense`|JSON object",
                "`[]`|JSON object",
                "`{}`|url is required",
                "`{\"url\":5}`|url is required",
                "`{\"url\":\"\"}`|url is required",
                "`{\"url\":\"file:///etc/passwd\"}`|file:///etc/passwd",
                "`{\"url\":\"ftp://a.example/x.mp3\"}`|http(s)",
                "`{\"url\":\"http:///x.mp3\"}`|http(s)",
                "`{\"url\":\"not a link\"}`|not a link",
                "`{\"url\":\"https://open.spotify.com/album/4uLU6hMCjMI75M1A2tKUQC\"}`|album",
                "`{\"url\":\"http://a/b\",\"options\":[]}`|options must be an object",
                "`{\"url\":\"http://a/b\",\"options\":{\"modle\":\"x\"}}`|modle",
                "`{\"url\":\"http://a/b\",\"options\":{\"format\":\"ogg\"}}`|wav, flac, mp3",
                "`{\"url\":\"http://a/b\",\"options\":{\"format\":5}}`|format must be a text",
                "`{\"url\":\"http://a/b\",\"options\":{\"bitDepth\":12}}`|16, 24, 32f",
                "`{\"url\":\"http://a/b\",\"options\":{\"bitDepth\":\"32f\"}}`|flac",
                "`{\"url\":\"http://a/b\",\"options\":{\"stems\":[1]}}`|list of names",
                "`{\"url\":\"http://a/b\",\"options\":{\"stems\":[\"../x\"]}}`|../x",
                "`{\"url\":\"http://a/b\",\"options\":{\"model\":\"../../x\"}}`|../../x",
                "`{\"url\":\"http://a/b\",\"options\":{\"autoProcess\":\"yes\"}}`|true or false",
                "`{\"url\":\"http://a/b\",\"options\":{\"twoStems\":\"b\",\"otherMethod\":\"plus\"}}`|minus, add, none",
                "`{\"url\":\"http://a/b\",\"options\":{\"stems\":[\"a\"],\"twoStems\":\"b\"}}`|not both",
            })
    void badInput_isRefusedNamingWhatWasExpected(String body, String named) {
        assertThatThrownBy(() -> parse(body))
                .hasMessageContaining(named)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private static ImportRequest parse(String body) {
        return ImportRequest.parse(Buffer.buffer(body));
    }
}
