package io.soundforge.alchemy.platform.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enums whose constants have a {@code text()} appear in JSON as that text; the others by name. */
final class EnumTexts {
    private EnumTexts() {}

    private static Map<String, Enum<?>> constantsByText(Class<?> type) {
        Map<String, Enum<?>> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(textOf((Enum<?>) constant), (Enum<?>) constant);
        }
        return constants;
    }

    private static String textOf(Enum<?> constant) {
        try {
            Method text = constant.getDeclaringClass().getMethod("text");
            return Objects.requireNonNull((String) text.invoke(constant));
        } catch (NoSuchMethodException e) {
            return constant.name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("text() of " + constant.getDeclaringClass() + " must be callable", e);
        }
    }

    static final class Writing extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return type.isEnumType() ? new Writer(type.getRawClass()) : null;
        }
    }

    private static final class Writer extends StdScalarSerializer<Enum<?>> {
        /** Looked up once: every message has some of them. */
        private final transient Map<Object, String> texts = new HashMap<>();

        Writer(Class<?> type) {
            super(Enum.class, false);
            constantsByText(type).forEach((text, constant) -> texts.put(constant, text));
        }

        @Override
        public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Objects.requireNonNull(texts.get(constant)));
        }
    }

    static final class Reading extends Deserializers.Base {
        @Override
        public @Nullable JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return new Reader(type);
        }
    }

    private static final class Reader extends FromStringDeserializer<Enum<?>> {
        private final transient Map<String, Enum<?>> constants;

        Reader(Class<?> type) {
            super(type);
            constants = constantsByText(type);
        }

        @Override
        protected Enum<?> _deserialize(String text, DeserializationContext context) {
            Enum<?> constant = constants.get(text);
            if (constant == null) {
                throw new IllegalArgumentException("expected one of " + constants.keySet());
            }
            return constant;
        }
    }
}
