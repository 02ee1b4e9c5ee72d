package io.soundforge.alchemy.audio.inference.install;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was installed as a model, and on what terms: the file {@code NAME.installed} beside it. It holds no date, so the
 * same installation writes the same bytes.
 *
 * @param files with size and hash, the one under which the model is found last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelRecord(
        String model,
        String licence,
        String licenceNote,
        @Nullable URI source,
        List<ModelFile> files) {
    static final String EXTENSION = ".installed";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public ModelRecord {
        files = List.copyOf(files);
    }

    /**
     * Reads what was written down when the model was installed; empty if somebody put it there by hand.
     *
     * @throws AlchemyException MODEL_REFUSED for a record that is damaged
     */
    static Optional<ModelRecord> find(Path folder, String model) {
        Path file = folder.resolve(model + EXTENSION);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** All records of a folder. */
    static List<ModelRecord> all(Path folder) throws IOException {
        List<ModelRecord> records = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.getFileName().toString().endsWith(EXTENSION) && Files.isRegularFile(file)) {
                        records.add(read(file));
                    }
                }
            }
        }
        return records;
    }

    private static ModelRecord read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), ModelRecord.class);
        } catch (ValueInstantiationException e) {
            throw damaged(file, e);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, file.getFileName() + " cannot be read", e);
        }
    }

    private static AlchemyException damaged(Path file, Exception cause) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "expected the record of an installed model in " + file.getFileName()
                        + "; install the model again, or remove it",
                cause);
    }

    /** Puts it in place at once. */
    void write(Path folder) throws IOException {
        Path fresh = folder.resolve("." + model + EXTENSION);
        Files.write(fresh, JSON.writeValueAsBytes(this));
        Files.move(
                fresh,
                folder.resolve(model + EXTENSION),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    boolean has(String fileName) {
        return files.stream().anyMatch(file -> file.name().equals(fileName));
    }
}
