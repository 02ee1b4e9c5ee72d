package io.soundforge.alchemy.platform.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.io.IOException;
import java.util.function.Function;

/** How our own scalars look in JSON. */
final class WireModule extends SimpleModule {
    WireModule() {
        addId(TrackId.class, TrackId::parse);
        addId(JobId.class, JobId::parse);
        addId(OwnerId.class, OwnerId::new);
        addDouble(Double.class);
        addDouble(double.class);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new EnumTexts.Writing());
        context.addDeserializers(new EnumTexts.Reading());
    }

    private <T> void addId(Class<T> type, Function<String, T> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new IdReader<>(type, parse));
    }

    private void addDouble(Class<Double> type) {
        addSerializer(type, new FiniteWriter());
        addDeserializer(type, new FiniteReader(type));
    }

    private static final class IdReader<T> extends FromStringDeserializer<T> {
        private final transient Function<String, T> parse;

        IdReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) {
            return parse.apply(value);
        }
    }

    /** Jackson would write NaN as a string, which no reader expects. */
    private static final class FiniteWriter extends StdScalarSerializer<Double> {
        FiniteWriter() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(json, "expected a finite number, got " + value);
            }
            json.writeNumber(value);
        }
    }

    private static final class FiniteReader extends StdScalarDeserializer<Double> {
        FiniteReader(Class<Double> type) {
            super(type);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT
                    && json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw JsonMappingException.from(json, "expected a number");
            }
            double value = json.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw JsonMappingException.from(json, "expected a number in the range of a double");
            }
            return value;
        }

        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return 0.0;
        }
    }
}
