package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.ModelFiles;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry.Bag;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model that lies somewhere on this machine, as an entry that can be installed. */
public final class LocalModel {
    private LocalModel() {}

    /**
     * Describes a file, and those beside it that it needs, by what they are now.
     *
     * @param file {@code .onnx}, {@code .ort} or the {@code .json} of a bag
     * @param name of the model; null takes the file's
     * @param licence null for unknown
     * @throws AlchemyException UNKNOWN_MODEL when there is no such file of a kind that is a model; MODEL_REFUSED for one
     *     that is damaged, or needs files elsewhere; INVALID_REQUEST for a bad name
     */
    public static CatalogueEntry describe(Path file, @Nullable String name, @Nullable String licence) {
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        String extension = dot < 0 ? "" : fileName.substring(dot);
        List<Path> all = ModelFiles.of(file);
        String model = name == null ? fileName.substring(0, dot) : name;
        boolean bag = extension.equals(".json");
        List<ModelFile> files = new ArrayList<>();
        for (Path path : bag ? all.subList(1, all.size()) : all) {
            files.add(described(
                    path,
                    path.equals(file) ? model + extension : path.getFileName().toString()));
        }
        String given = licence == null ? "unknown" : licence;
        String note = "As stated by whoever added it.";
        Bag contents = bag ? ModelFiles.bag(file) : null;
        return new CatalogueEntry(model, model, "", "", List.of(), given, note, null, files, contents);
    }

    private static ModelFile described(Path path, String name) {
        try {
            return new ModelFile(name, Files.size(path), FileHash.sha256(path), path.toUri());
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, path.getFileName() + " cannot be read", e);
        }
    }
}
