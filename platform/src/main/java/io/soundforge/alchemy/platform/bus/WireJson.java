package io.soundforge.alchemy.platform.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;

/**
 * The one JSON form of our records: on the bus, in rows, in Redis. Ids are strings, times ISO-8601, enums their
 * {@code text()} (or name), nulls are kept, unknown fields ignored. Numbers that JSON has no word for (NaN, infinity)
 * are refused in both directions.
 */
public final class WireJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new WireModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WireJson() {}

    /** Thread-safe; do not reconfigure. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** @throws IllegalArgumentException if the record holds something that has no JSON form, such as NaN */
    public static String write(Object record) {
        try {
            return MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "no JSON form of a " + record.getClass().getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not JSON of this type */
    public static <T> T read(String json, Class<T> type) {
        try {
            return Objects.requireNonNull(MAPPER.readValue(json, type), "null is no value");
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("expected JSON of a " + type.getSimpleName(), e);
        }
    }
}
