package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.ModelName;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings models into the models folder. All files of a model gather in a hidden place first. Only when each has the right
 * size and hash, and a run has shown that they are a model, do they get the names under which models are found. A
 * download that breaks off is continued the next time, also by another process.
 */
public final class ModelInstaller {
    private static final double FETCHED = 0.95;

    private final Path modelsFolder;
    private final ModelRegistry models;
    private final ModelDownload download;

    /**
     * Looks at nothing yet.
     *
     * @param modelsFolder created on the first installation
     * @param models proves what was fetched
     */
    public ModelInstaller(Path modelsFolder, ModelRegistry models, DownloadSettings settings) {
        this(modelsFolder, models, settings, Disk.REAL);
    }

    ModelInstaller(Path modelsFolder, ModelRegistry models, DownloadSettings settings, Disk disk) {
        this.modelsFolder = modelsFolder;
        this.models = models;
        this.download = new ModelDownload(settings, disk);
    }

    /**
     * Installs a model, in place of one of the same name that may be there.
     *
     * @return what is written down about it
     * @throws AlchemyException INVALID_REQUEST for a bad name, scheme or an entry without links and hashes;
     *     MODEL_REFUSED for another size or hash than expected, or files that are no model; SOURCE_UNAVAILABLE,
     *     RATE_LIMITED or TIMEOUT for a download that broke off and can be continued; SOURCE_REFUSED or ADDRESS_REFUSED
     *     for a link that will not do; UNAVAILABLE for a folder that is full or cannot be written, or while the same
     *     model is being installed; CONFLICT when a file of another model has the name of one of this
     */
    public ModelRecord install(CatalogueEntry entry, InstallProgress progress) {
        ModelName.requireInstallable(entry.name());
        if (!entry.obtainable()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "no link is known for this model. " + entry.hint());
        }
        try (PartArea area = PartArea.open(modelsFolder, entry.name())) {
            return install(entry, area, progress);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the models folder cannot be written: " + reason(e), e);
        }
    }

    /** What can go on later stays; everything else is thrown away. */
    private ModelRecord install(CatalogueEntry entry, PartArea area, InstallProgress progress) throws IOException {
        try {
            area.prepare(order(entry));
            List<ModelFile> files = fetch(entry, area, progress);
            progress.at(FETCHED, "proving");
            prove(entry, area);
            ModelRecord record =
                    new ModelRecord(entry.name(), entry.licence(), entry.licenceNote(), entry.source(), files);
            progress.at(0.99, "installing");
            new Publication(modelsFolder, record).publish(area);
            area.clear();
            progress.at(1, "installed");
            return record;
        } catch (AlchemyException e) {
            if (!e.code().retryable()) {
                area.clear();
            }
            throw e;
        } catch (IOException e) {
            area.clear(); // others may need the space more than the next try does
            throw e;
        }
    }

    private static String order(CatalogueEntry entry) {
        return entry.files().stream()
                .map(file -> file.name() + " " + file.sha256() + "\n")
                .collect(Collectors.joining());
    }

    /** Returns all files with their sizes, the main one last. */
    private List<ModelFile> fetch(CatalogueEntry entry, PartArea area, InstallProgress progress) throws IOException {
        List<ModelFile> ordered = new ArrayList<>(entry.files());
        ordered.sort(Comparator.comparing(file -> file.name().equals(entry.mainFile())));
        List<ModelFile> fetched = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            double from = FETCHED * i / ordered.size();
            double to = FETCHED * (i + 1) / ordered.size();
            fetched.add(fetch(
                    ordered.get(i), area, (fraction, stage) -> progress.at(from + (to - from) * fraction, stage)));
        }
        BagText.of(entry).ifPresent(text -> fetched.add(text.write(area.file(entry.mainFile()))));
        return fetched;
    }

    private ModelFile fetch(ModelFile file, PartArea area, InstallProgress progress) throws IOException {
        PartFile part = new PartFile(area.file(file.name()));
        Path installed = modelsFolder.resolve(file.name());
        if (isWhole(installed, file)) {
            part.drop();
            Links.linkOrCopy(installed, part.file());
            progress.at(1, "checking");
        } else {
            download(file, part, progress);
        }
        return new ModelFile(file.name(), part.size(), file.sha256(), publicLink(file));
    }

    /** A path of this machine says nothing elsewhere. */
    private static @Nullable URI publicLink(ModelFile file) {
        URI url = file.url();
        return url == null || "file".equalsIgnoreCase(url.getScheme()) ? null : url;
    }

    private void download(ModelFile file, PartFile part, InstallProgress progress) throws IOException {
        boolean continued = part.size() > 0;
        URI url = Objects.requireNonNull(file.url());
        download.fetch(url, part, size(file), fraction -> progress.at(0.9 * fraction, "downloading"));
        progress.at(0.9, "checking");
        if (continued && !isWhole(part.file(), file)) {
            // What was left may have been of an older version of the file: once more, from the beginning.
            part.drop();
            download.fetch(url, part, size(file), fraction -> progress.at(0.9 + 0.1 * fraction, "downloading"));
        }
        requireWhole(part, file);
        progress.at(1, "checking");
    }

    private static long size(ModelFile file) {
        Long bytes = file.bytes();
        return bytes == null ? ModelDownload.UNKNOWN_SIZE : bytes;
    }

    private static boolean isWhole(Path path, ModelFile file) throws IOException {
        return Files.isRegularFile(path)
                && (file.bytes() == null || Files.size(path) == file.bytes())
                && FileHash.sha256(path).equals(file.sha256());
    }

    private static void requireWhole(PartFile part, ModelFile file) throws IOException {
        if (isWhole(part.file(), file)) {
            return;
        }
        long bytes = part.size();
        String actual = FileHash.sha256(part.file());
        part.drop();
        String expected = (file.bytes() == null ? "" : file.bytes() + " bytes with ") + "SHA-256 " + file.sha256();
        throw new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "expected a model file of " + expected + "; got " + bytes + " bytes with SHA-256 " + actual);
    }

    private void prove(CatalogueEntry entry, PartArea area) {
        List<String> stems = models.prove(area.file(entry.mainFile()));
        if (!entry.stems().isEmpty() && !stems.equals(entry.stems())) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "expected a model that gives " + String.join(", ", entry.stems()) + "; this one gives "
                            + String.join(", ", stems));
        }
    }

    private static String reason(IOException e) {
        String why = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return why == null ? e.getClass().getSimpleName() : why;
    }
}
