package io.soundforge.alchemy.audio.inference.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model.
 *
 * @param name as it lies in the models folder; never a path
 * @param bytes its size; null when nobody says
 * @param sha256 64 lower-case hex digits; null when not known
 * @param url where it is; null when not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelFile(
        String name,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable URI url) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the parts.
     *
     * @throws AlchemyException INVALID_REQUEST, saying what was expected
     */
    public ModelFile {
        if (!NAME.matcher(name).matches()) {
            throw invalid("a file name of up to 121 letters, digits, '.', '_' and '-'; got '" + name + "'");
        }
        if (bytes != null && bytes <= 0) {
            throw invalid("a size of 1 byte or more for " + name + "; got " + bytes);
        }
        sha256 = sha256 == null ? null : hash(sha256);
    }

    /**
     * The usual form of a hash.
     *
     * @throws AlchemyException INVALID_REQUEST unless it is 64 hex digits
     */
    public static String hash(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(lower).matches()) {
            throw invalid("a SHA-256 of 64 hex digits; got '" + text + "'");
        }
        return lower;
    }

    /** Whether it can be fetched and checked. */
    @JsonIgnore
    public boolean obtainable() {
        return url != null && sha256 != null;
    }

    private static AlchemyException invalid(String expected) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, "expected " + expected);
    }
}
