package io.soundforge.alchemy.audio.inference.catalogue;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be named before it is there.
 *
 * @param name of the model
 * @param contract what its graphs look like, a word such as {@code waveform}; for people
 * @param stems in the order of its output; empty when only a run can tell
 * @param licence a short name such as {@code MIT}; {@code unknown} if nobody says
 * @param licenceNote what to know before using it; may be empty
 * @param source page that tells more; null for none
 * @param files without a bag one of them is {@code NAME.onnx} or {@code NAME.ort}; with one they are its members
 * @param bag a {@code NAME.json} that makes one model of the files; null for none
 */
public record CatalogueEntry(
        String name,
        String title,
        String description,
        String contract,
        List<String> stems,
        String licence,
        String licenceNote,
        @Nullable URI source,
        List<ModelFile> files,
        @Nullable Bag bag) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> GRAPHS = List.of(".onnx", ".ort");
    private static final int MOST_FILES = 32;

    /** What becomes the manifest: the names of files, and a row of weights for each. */
    public record Bag(List<String> models, List<List<Double>> weights) {
        public Bag {
            models = List.copyOf(models);
            weights = weights.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Checks the parts.
     *
     * @throws AlchemyException INVALID_REQUEST, saying what was expected
     */
    public CatalogueEntry {
        stems = List.copyOf(stems);
        files = List.copyOf(files);
        if (!NAME.matcher(name).matches()) {
            throw invalid("a model's name of up to 64 letters, digits, '.', '_' and '-'; got '" + name + "'");
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw invalid("1 to " + MOST_FILES + " files for the model " + name + "; got " + files.size());
        }
        Set<String> names = new HashSet<>();
        for (ModelFile file : files) {
            if (!names.add(file.name().toLowerCase(Locale.ROOT))) {
                throw invalid("every file of the model " + name + " once; got " + file.name() + " twice");
            }
        }
        if (bag == null && GRAPHS.stream().map(name::concat).noneMatch(names(files)::contains)) {
            throw invalid("a file " + name + ".onnx or " + name + ".ort for the model " + name);
        }
        if (bag != null && GRAPHS.stream().map(name::concat).anyMatch(names(files)::contains)) {
            throw invalid("another name for the bag " + name + " than that of one of its members");
        }
        if (bag != null && !names(files).containsAll(bag.models())) {
            throw invalid(
                    "files for all members of the bag " + name + ", which are " + String.join(", ", bag.models()));
        }
    }

    /**
     * A model of one file that only its link and its hash are known of. It is taken for {@code .ort} if the link ends
     * so.
     *
     * @throws AlchemyException INVALID_REQUEST for a bad name or hash
     */
    public static CatalogueEntry ofLink(String name, URI url, String sha256, @Nullable Long bytes) {
        String path = String.valueOf(url.getPath()).toLowerCase(Locale.ROOT);
        String extension = path.endsWith(".ort") ? ".ort" : ".onnx";
        ModelFile file = new ModelFile(name + extension, bytes, sha256, url);
        return new CatalogueEntry(name, name, "", "", List.of(), "unknown", "", null, List.of(file), null);
    }

    /**
     * The same with its only file from elsewhere.
     *
     * @param sha256 null keeps what is known
     * @throws AlchemyException INVALID_REQUEST if the hash is not known, or there is more than one file
     */
    public CatalogueEntry from(URI url, @Nullable String sha256, @Nullable Long bytes) {
        ModelFile file = files.get(0);
        String hash = sha256 == null ? file.sha256() : sha256;
        if (files.size() != 1 || hash == null) {
            throw invalid(
                    files.size() == 1
                            ? "a SHA-256 together with the link; none is known for " + name
                            : "a link for each of the " + files.size() + " files of " + name
                                    + "; write them into the catalogue");
        }
        boolean known = hash.equalsIgnoreCase(file.sha256());
        Long size = bytes != null ? bytes : known ? file.bytes() : null;
        // Another file is not what the entry promises: its licence and stems are its own.
        return known
                ? new CatalogueEntry(
                        name,
                        title,
                        description,
                        contract,
                        stems,
                        licence,
                        licenceNote,
                        source,
                        List.of(new ModelFile(file.name(), size, hash, url)),
                        bag)
                : ofLink(name, url, hash, size);
    }

    /** Whether everything that it takes to install it is known. */
    public boolean obtainable() {
        return files.stream().allMatch(ModelFile::obtainable);
    }

    /** Bytes of all files; empty when some size is not known. */
    public OptionalLong bytes() {
        long sum = 0;
        for (ModelFile file : files) {
            if (file.bytes() == null) {
                return OptionalLong.empty();
            }
            sum += file.bytes();
        }
        return OptionalLong.of(sum);
    }

    /** The file under which the model is found. */
    public String mainFile() {
        if (bag != null) {
            return name + ".json";
        }
        return GRAPHS.stream()
                .map(name::concat)
                .filter(names(files)::contains)
                .findFirst()
                .orElseThrow();
    }

    /** What to do to have it. */
    public String hint() {
        if (obtainable()) {
            return "To install " + name + ": alchemy models pull " + name + ", or POST /api/models/download.";
        }
        boolean hashed = files.stream().allMatch(file -> file.sha256() != null);
        return "To install " + name + ": alchemy models pull " + name + " --url URL" + (hashed ? "" : " --sha256 HASH")
                + ", or put " + mainFile() + " into the models folder.";
    }

    private static List<String> names(List<ModelFile> files) {
        return files.stream().map(ModelFile::name).toList();
    }

    private static AlchemyException invalid(String expected) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, "expected " + expected);
    }
}
