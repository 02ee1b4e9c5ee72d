package io.soundforge.alchemy.audio.inference.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue strictly: an unknown field or a name that comes twice is a mistake that somebody wants to know of. */
final class CatalogueReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private CatalogueReader() {}

    /** The file as it is written. */
    private record Document(@Nullable List<@Nullable Entry> models) {}

    private record Entry(
            @Nullable String name,
            @Nullable String title,
            @Nullable String description,
            @Nullable String contract,
            @Nullable List<@Nullable String> stems,
            @Nullable String licence,
            @Nullable String licenceNote,
            @Nullable URI source,
            @Nullable List<@Nullable File> files,
            @Nullable Bag bag) {}

    private record File(
            @Nullable String name,
            @Nullable Long bytes,
            @Nullable String sha256,
            @Nullable URI url) {}

    private record Bag(
            @Nullable List<@Nullable String> models,
            @Nullable List<@Nullable List<@Nullable Double>> weights) {}

    /**
     * Reads a document.
     *
     * @param what names it in messages
     * @throws AlchemyException INVALID_REQUEST, saying what was expected
     */
    static List<CatalogueEntry> read(byte[] json, String what) {
        try {
            Document document = JSON.readValue(json, Document.class);
            if (document == null) {
                throw invalid(what, "an object with the field models; got null", null);
            }
            return entries(document, what);
        } catch (UnrecognizedPropertyException e) {
            throw invalid(what, "no field '" + e.getPropertyName() + "'" + place(e), e);
        } catch (ValueInstantiationException e) {
            throw invalid(what, "other values" + place(e), e);
        } catch (JsonProcessingException e) {
            throw invalid(what, "a JSON object with models; it is not one" + place(e), e);
        } catch (IOException e) {
            throw invalid(what, "a readable JSON object", e);
        }
    }

    private static List<CatalogueEntry> entries(Document document, String what) {
        List<CatalogueEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : given(document.models(), what, "models")) {
            CatalogueEntry read = entry(required(entry, what, "an object for each model"), what);
            if (!names.add(read.name())) {
                throw invalid(what, "every model once; got '" + read.name() + "' twice", null);
            }
            entries.add(read);
        }
        return List.copyOf(entries);
    }

    private static CatalogueEntry entry(Entry entry, String what) {
        String name = required(entry.name(), what, "a name for each model");
        try {
            return new CatalogueEntry(
                    name,
                    text(entry.title(), name),
                    text(entry.description(), ""),
                    text(entry.contract(), ""),
                    all(entry.stems(), what, "stems"),
                    text(entry.licence(), "unknown"),
                    text(entry.licenceNote(), ""),
                    entry.source(),
                    given(entry.files(), what, "files").stream()
                            .map(file -> file(required(file, what, "an object for each file"), what))
                            .toList(),
                    bag(entry.bag(), what));
        } catch (AlchemyException e) {
            throw new AlchemyException(e.code(), "in " + what + ": " + e.getMessage(), e);
        }
    }

    private static ModelFile file(File file, String what) {
        return new ModelFile(
                required(file.name(), what, "a name for each file"), file.bytes(), file.sha256(), file.url());
    }

    private static CatalogueEntry.@Nullable Bag bag(@Nullable Bag bag, String what) {
        if (bag == null) {
            return null;
        }
        List<List<Double>> weights = new ArrayList<>();
        for (List<@Nullable Double> row : all(bag.weights(), what, "weights")) {
            weights.add(all(row, what, "weights"));
        }
        return new CatalogueEntry.Bag(all(bag.models(), what, "bag models"), weights);
    }

    private static String text(@Nullable String text, String absent) {
        return text == null ? absent : text;
    }

    /** A list that may be left out, without nulls. */
    private static <T> List<T> all(@Nullable List<@Nullable T> list, String what, String field) {
        List<T> all = new ArrayList<>();
        for (T value : list == null ? List.<@Nullable T>of() : list) {
            all.add(required(value, what, "no null in " + field));
        }
        return all;
    }

    private static <T> List<T> given(@Nullable List<T> list, String what, String field) {
        return required(list, what, "the field " + field);
    }

    private static <T> T required(@Nullable T value, String what, String expected) {
        if (value == null) {
            throw invalid(what, expected + "; got none", null);
        }
        return value;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", at line " + e.getLocation().getLineNr();
    }

    private static AlchemyException invalid(String what, String expected, @Nullable Exception cause) {
        String message = "in " + what + " expected " + expected;
        return cause == null
                ? new AlchemyException(ErrorCode.INVALID_REQUEST, message)
                : new AlchemyException(ErrorCode.INVALID_REQUEST, message, cause);
    }
}
