package io.soundforge.alchemy.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.gateway.media.DownloadName;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportOptionsJsonTest {
    private static final UUID STEM = UUID.fromString("99999999-2222-3333-4444-555555555555");

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"stems\":[]}", "{\"stems\":null,\"format\":null,\"other\":1}"})
    void nothingSaid_meansAllStemsAsWav(String body) {
        assertThat(read(body)).isEqualTo(ExportOptions.defaults());
    }

    @Test
    void panel_sendsNumbersAsTexts_programsAsNumbers() {
        ExportOptions panel = read("{\"stems\":[\"" + STEM + "\",\"" + STEM + "\"],\"format\":\"flac\","
                + "\"sampleRate\":\"48000\",\"bitDepth\":\"16\",\"includeMetadata\":true,\"normalizeAudio\":true}");
        ExportOptions program = read("{\"stems\":[\"" + STEM + "\"],\"format\":\"flac\",\"sampleRate\":48000,"
                + "\"bitDepth\":16,\"includeMetadata\":true,\"normalizeAudio\":true,\"keepBalance\":false}");

        assertThat(panel)
                .isEqualTo(program)
                .isEqualTo(new ExportOptions(List.of(STEM), AudioFormat.FLAC, 48_000, BitDepth.I16, true, true, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"format\":\"ogg\"}`|wav, flac, mp3; got 'ogg'",
                "`{\"format\":1}`|format must be a text; got 1",
                "`{\"sampleRate\":\"22050\"}`|44100, 48000, 96000; got '22050'",
                "`{\"sampleRate\":44100.5}`|got '44100.5'",
                "`{\"sampleRate\":[]}`|a text or a number",
                "`{\"bitDepth\":\"8\"}`|16, 24, 32f; got '8'",
                "`{\"format\":\"mp3\",\"sampleRate\":\"96000\"}`|mp3 has no sampleRate of 96000; take 44100 or 48000",
                "`{\"format\":\"flac\",\"bitDepth\":\"32f\"}`|use wav for 32f",
                "`{\"normalizeAudio\":\"yes\"}`|normalizeAudio must be true or false; got yes",
                "`{\"stems\":[\"vocals\"]}`|list of stem ids; got vocals",
                "`{\"stems\":\"all\"}`|list of stem ids",
            })
    void badWish_isRefusedNamingTheField(String body, String named) {
        assertThatThrownBy(() -> read(body))
                .hasMessageContaining(named)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`My Song`|`My Song-stems.zip`|`My%20Song-stems.zip`",
                "`AC/DC: \"Live\"`|`AC_DC_ _Live_-stems.zip`|`AC%5FDC%5F%20%5FLive%5F-stems.zip`",
                "`Süße Träume`|`Su_e Traume-stems.zip`|`S%C3%BC%C3%9Fe%20Tr%C3%A4ume-stems.zip`",
                "`../..`|`_..-stems.zip`|`%5F..-stems.zip`",
                "`...`|`track-stems.zip`|`track-stems.zip`",
                "`\u202Ea\r\nb`|`a__b-stems.zip`|`a%5F%5Fb-stems.zip`",
            })
    void title_becomesASafeFileName(String title, String plain, String encoded) {
        assertThat(DownloadName.attachment(title, "-stems.zip"))
                .isEqualTo("attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
    }

    @ParameterizedTest
    @CsvSource({
        ", 20",
        "wait=5, 5",
        "respond-async, 20",
        "'respond-async, wait=0', 0",
        "wait=100, 20",
        "wait=-1, 20",
        "wait=x, 20",
        "await=3, 20",
    })
    void patience_isTheCallersUpToTwentySeconds(String prefer, long seconds) {
        assertThat(Patience.of(prefer)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private static ExportOptions read(String body) {
        return ItemJson.read(Buffer.buffer(body), ExportOptionsJson::read);
    }
}
