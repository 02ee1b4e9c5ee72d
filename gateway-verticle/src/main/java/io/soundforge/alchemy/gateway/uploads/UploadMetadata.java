package io.soundforge.alchemy.gateway.uploads;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.tracks.FileName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Upload-Metadata} header of TUS 1.0: pairs of a key and a value in base64 between commas.
 *
 * @param header as it was sent; empty for none
 * @param values UTF-8 texts; a key without a value has an empty one
 */
record UploadMetadata(String header, Map<String, String> values) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x2B\\x2D-\\x7E]{1,100}");
    private static final int LONGEST = 8192;

    UploadMetadata {
        values = Map.copyOf(values);
    }

    /** @throws AlchemyException INVALID_REQUEST if it is none */
    static UploadMetadata parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new UploadMetadata("", Map.of());
        }
        if (header.length() > LONGEST) {
            throw malformed("at most " + LONGEST + " characters");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            if (parts.length > 2 || !KEY.matcher(parts[0]).matches()) {
                throw malformed("pairs of a key and a value in base64");
            }
            String value = parts.length == 1 ? "" : decoded(parts[1]);
            if (values.putIfAbsent(parts[0], value) != null) {
                throw malformed("every key once");
            }
        }
        return new UploadMetadata(header, values);
    }

    /** Fit to be shown; {@code upload} where the client does not say. */
    String fileName() {
        return FileName.plain(values.getOrDefault("filename", values.getOrDefault("name", "upload")));
    }

    /** JSON of the import's options; null for none. */
    @Nullable String options() {
        String options = values.getOrDefault("options", "");
        return options.isBlank() ? null : options;
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed("values that are UTF-8 in base64");
        }
    }

    private static AlchemyException malformed(String expected) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, "Upload-Metadata must have " + expected);
    }
}
