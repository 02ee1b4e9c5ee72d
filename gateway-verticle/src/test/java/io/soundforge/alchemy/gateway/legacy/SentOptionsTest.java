package io.soundforge.alchemy.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentOptionsTest {
    private static final List<String> FOUR = List.of("drums", "bass", "other", "vocals");
    private static final List<ModelInfo> MODELS = List.of(
            new ModelInfo("spectral", "Spectral", "built in", FOUR, true, true, true, ""),
            new ModelInfo("htdemucs", "HT Demucs", "four", FOUR, false, false, false, "get it"));

    @Test
    void nothing_isAllStemsOfTheDefaultModelAsMp3() {
        SeparationOptions options = SentOptions.read(null).options();

        assertThat(options.model()).isNull();
        assertThat(options.stems()).isEmpty();
        assertThat(options.without()).isEmpty();
        assertThat(options.twoStems()).isNull();
        assertThat(options.format()).isEqualTo(AudioFormat.MP3);
    }

    @Test
    void whatTheOriginalsClientSends_isRead() {
        SentOptions sent =
                read("{\"model\":\"htdemucs\",\"twoStems\":false,\"extractVocals\":true,\"extractBass\":true,"
                        + "\"extractDrums\":true,\"extractOther\":true,\"autoProcess\":true,\"shifts\":{\"x\":1}}");

        assertThat(sent.options())
                .isEqualTo(new SeparationOptions(
                        "htdemucs",
                        List.of(),
                        null,
                        AudioFormat.MP3,
                        sent.options().bitDepth()));
        assertThat(sent.autoProcess()).isTrue();
        assertThat(sent.warnings()).isEmpty();
        assertThat(sent.sent().getJsonObject("shifts")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"extractDrums\":false}|drums",
                "{\"extractDrums\":false,\"extractGuitar\":false,\"extractVocals\":true}|drums,guitar",
                "{\"extractVocals\":null,\"extractPiano\":false}|piano",
                "{\"extractVocals\":false,\"extractBass\":false,\"extractDrums\":false,\"extractOther\":false,"
                        + "\"extractPiano\":true}|vocals,bass,drums,other",
            })
    void flagsThatAreFalse_leaveOutStems(String json, String without) {
        assertThat(read(json).options().without()).containsExactlyInAnyOrder(without.split(","));
    }

    @Test
    void flagsBesideNamedStems_takeFromThose() {
        SeparationOptions options = read("{\"stems\":[\"vocals\",\"drums\",\"vocals\"],\"extractDrums\":false}")
                .options();

        assertThat(options.stems()).containsExactly("vocals");
        assertThat(options.without()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{\"twoStems\":false}|none",
                "{\"twoStems\":null}|none",
                "{\"twoStems\":true}|vocals",
                "{\"twoStems\":\"drums\"}|drums",
            })
    void twoStems_isAFlagOrAName(String json, String stem) {
        assertThat(read(json).options().twoStems()).isEqualTo(stem);
    }

    @Test
    void otherMethod_saysHowTheRestIsMade() {
        assertThat(read("{\"twoStems\":\"drums\",\"otherMethod\":\"add\"}")
                        .options()
                        .otherMethod())
                .isEqualTo(OtherMethod.ADD);
        assertThat(read("{\"twoStems\":\"drums\"}").options().otherMethod()).isEqualTo(OtherMethod.MINUS);
    }

    @Test
    void flagsBesideTwoStems_haveNoEffectAndSaySo() {
        SentOptions sent = read("{\"twoStems\":true,\"extractDrums\":false}");

        assertThat(sent.options().without()).isEmpty();
        assertThat(sent.warnings()).singleElement().asString().contains("twoStems");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"extractVocals\":false,\"extractBass\":false,\"extractDrums\":false,\"extractOther\":false}|at least one",
                "{\"stems\":[\"vocals\"],\"extractVocals\":false}|at least one",
                "{\"extractVocals\":\"no\"}|extractVocals must be true or false",
                "{\"model\":5}|model must be a text",
                "{\"model\":\"../../etc/passwd\"}|../../etc/passwd",
                "{\"model\":\"-x\"}|model must be a name",
                "{\"model\":\"$(id)\"}|model must be a name",
                "{\"stems\":\"vocals\"}|list of names",
                "{\"stems\":[1]}|list of names",
                "{\"twoStems\":7}|twoStems must be",
                "{\"twoStems\":\"--help\"}|--help",
                "{\"twoStems\":\"drums\",\"stems\":[\"bass\"]}|not both",
                "{\"twoStems\":true,\"otherMethod\":\"divide\"}|minus, add, none",
                "{\"format\":\"ogg\"}|wav, flac, mp3",
                "{\"bitDepth\":12}|16, 24, 32f",
                "{\"autoProcess\":\"yes\"}|autoProcess must be true or false",
            })
    void badOptions_areRefusedNamingWhatWasExpected(String json, String named) {
        assertThatThrownBy(() -> read(json))
                .hasMessageContaining(named)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"htdemucs", "mdx_extra"})
    void modelThatIsNotInstalled_isRefusedWithThoseThatAre(String model) {
        SeparationOptions options = read("{\"model\":\"" + model + "\"}").options();

        assertThatThrownBy(() -> InstalledModels.check(options, MODELS))
                .hasMessageContainingAll("'" + model + "'", "spectral")
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"stems\":[\"piano\"]}",
                "{\"twoStems\":\"piano\"}",
                "{\"extractVocals\":false,\"extractBass\":false,\"extractDrums\":false,\"extractOther\":false,"
                        + "\"extractPiano\":true}",
            })
    void stemsThatTheModelLacks_areRefused(String json) {
        assertThatThrownBy(() -> InstalledModels.check(read(json).options(), MODELS))
                .hasMessageContaining("drums, bass, other, vocals");
    }

    @Test
    void aPossibleWish_passes_andWithoutKnowledgeEveryWishDoes() {
        InstalledModels.check(
                read("{\"model\":\"spectral\",\"twoStems\":\"bass\"}").options(), MODELS);
        InstalledModels.check(read("{\"extractPiano\":false}").options(), MODELS);
        InstalledModels.check(read("{\"model\":\"mdx_extra\"}").options(), List.of());
    }

    @Test
    void storedOptions_areTheDefaultsUnderWhatWasSent() {
        JsonObject sent = new JsonObject("{\"extractBass\":false,\"autoProcess\":true,\"own\":\"field\"}");
        SeparationOptions options = SentOptions.read(new SentJson(sent)).options();

        assertThat(StoredOptions.of(options, sent))
                .containsEntry("twoStems", false)
                .containsEntry("extractVocals", true)
                .containsEntry("extractBass", false)
                .containsEntry("autoProcess", true)
                .containsEntry("own", "field")
                .containsKey("model")
                .doesNotContainKey("extractPiano");
    }

    @Test
    void storedOptions_ofAnotherWire_followFromTheJob() {
        SeparationOptions options = SeparationOptions.defaults().allBut(List.of("drums", "piano"));

        assertThat(StoredOptions.of(options, null))
                .containsEntry("extractDrums", false)
                .containsEntry("extractPiano", false)
                .containsEntry("extractVocals", true)
                .containsEntry("format", "flac");
    }

    private static SentOptions read(String json) {
        return SentOptions.read(new SentJson(new JsonObject(json)));
    }
}
