package io.soundforge.alchemy.audio.inference.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path folder;

    @Test
    void whatComesAlong_canBeInstalledOrSaysWhatIsMissing() {
        ModelCatalogue catalogue = ModelCatalogue.builtIn();
        assertThat(catalogue.find("htdemucs")).get().satisfies(entry -> {
            assertThat(entry.obtainable()).isTrue();
            assertThat(entry.bytes()).hasValue(165_612_636);
            assertThat(entry.licenceNote()).contains("non-commercial");
            assertThat(entry.hint()).contains("alchemy models pull htdemucs,");
        });
        assertThat(catalogue.find("htdemucs_ft")).get().satisfies(entry -> {
            assertThat(entry.files()).hasSize(4);
            assertThat(entry.mainFile()).isEqualTo("htdemucs_ft.json");
        });
        assertThat(catalogue.find("htdemucs_compact")).get().satisfies(entry -> {
            assertThat(entry.obtainable()).isFalse();
            assertThat(entry.hint()).contains("--url URL, or").doesNotContain("--sha256");
        });
        assertThat(catalogue.entries())
                .flatExtracting(CatalogueEntry::files)
                .extracting(ModelFile::url)
                .allMatch(url -> url == null || url.getScheme().equals("https"));
    }

    @Test
    void ownEntries_addAndReplace_andTheFileIsNoModel() throws IOException {
        write("""
                {"models": [
                  {"name": "htdemucs", "title": "Mine", "licence": "CC0",
                   "files": [{"name": "htdemucs.ort", "sha256": "%s", "url": "https://models.example/x.ort"}]},
                  {"name": "other", "files": [{"name": "other.onnx"}]}
                ]}""".formatted(HASH));
        ModelCatalogue catalogue = ModelCatalogue.in(folder);
        assertThat(catalogue.entries().get(0).title()).isEqualTo("Mine");
        assertThat(catalogue.find("other")).get().matches(entry -> !entry.obtainable());
        try (ModelRegistry models = new ModelRegistry(folder, null)) {
            assertThat(models.names()).isEmpty();
            assertThat(models.list())
                    .filteredOn(model -> model.id().equals("htdemucs"))
                    .singleElement()
                    .matches(ModelInfo::obtainable)
                    .extracting(ModelInfo::licence)
                    .isEqualTo("CC0");
        }
    }

    @Test
    void mistakes_doNotHideWhatIsThere() throws IOException {
        write("{");
        try (ModelRegistry models = new ModelRegistry(folder, null)) {
            assertThat(models.list()).extracting(ModelInfo::id).contains("spectral", "htdemucs");
            assertThatThrownBy(models::catalogue).hasMessageContaining("_catalogue.json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|JSON object",
                "null|models",
                "{}|models",
                "{\"models\":[{}]}|name",
                "{\"models\":[null]}|each model",
                "{\"models\":[{\"name\":\"a\"}]}|files",
                "{\"models\":[{\"name\":\"a\",\"files\":[]}]}|1 to 32 files",
                "{\"models\":[{\"name\":\"../a\",\"files\":[{\"name\":\"a.onnx\"}]}]}|'../a'",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"../a.onnx\"}]}]}|'../a.onnx'",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"b.onnx\"}]}]}|a.onnx or a.ort",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"a.onnx\",\"sha256\":\"12\"}]}]}|64 hex digits",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"a.onnx\",\"bytes\":0}]}]}|1 byte or more",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"a.onnx\"},{\"name\":\"A.onnx\"}]}]}|twice",
                "{\"models\":[{\"name\":\"a\",\"colour\":1,\"files\":[{\"name\":\"a.onnx\"}]}]}|colour",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"b.onnx\"}],\"bag\":{\"models\":[\"c.onnx\"]}}]}|members",
                "{\"models\":[{\"name\":\"a\",\"files\":[{\"name\":\"a.onnx\"}],\"bag\":{\"models\":[\"a.onnx\"]}}]}|another name",
            })
    void mistakes_areNamed(String json, String part) throws IOException {
        write(json);
        assertThatThrownBy(() -> ModelCatalogue.in(folder))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContainingAll("_catalogue.json", part);
    }

    @Test
    void linkOfOnesOwn_keepsTheKnownHash_orIsAnotherFile() {
        CatalogueEntry known =
                ModelCatalogue.builtIn().find("htdemucs_6s_compact").orElseThrow();
        URI link = URI.create("https://models.example/file");
        assertThat(known.from(link, null, null).files().get(0).bytes()).isEqualTo(142_808_361L);
        assertThat(known.from(link, null, null).licence()).isEqualTo(known.licence());
        CatalogueEntry other = known.from(link, HASH, null);
        assertThat(other.files().get(0).bytes()).isNull();
        assertThat(other.stems()).isEmpty();
        CatalogueEntry bag = ModelCatalogue.builtIn().find("htdemucs_ft").orElseThrow();
        assertThatThrownBy(() -> bag.from(link, HASH, null)).hasMessageContaining("4 files");
    }

    private void write(String json) throws IOException {
        Files.writeString(folder.resolve(ModelCatalogue.FILE), json);
    }
}
