package io.soundforge.alchemy.audio.inference.install;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The manifest that a bag of the catalogue gets: it is small and ours, so it is written and not fetched. */
record BagText(byte[] json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Manifest(List<String> models, List<List<Double>> weights) {}

    static Optional<BagText> of(CatalogueEntry entry) {
        return Optional.ofNullable(entry.bag()).map(bag -> {
            try {
                return new BagText(JSON.writeValueAsBytes(new Manifest(bag.models(), bag.weights())));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("names and numbers have a JSON form", e);
            }
        });
    }

    ModelFile write(Path file) {
        try {
            Files.write(file, json);
            return new ModelFile(file.getFileName().toString(), (long) json.length, FileHash.sha256(file), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
